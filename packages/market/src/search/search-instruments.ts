import type { InstrumentHit } from '@sagacity/contracts/instruments';
import { type Instrument, instrumentOf, isAppError, isMarket, plainForm } from '@sagacity/kernel';
import type { DemoCompany } from '../providers/demo/index.ts';
import { instrumentHit, type SearchDeps } from './instrument-hit.ts';
import { knownInstrument } from './known-instrument.ts';

function typed(text: string): Instrument | undefined {
  try {
    return knownInstrument(text);
  } catch (error) {
    if (isAppError(error, 'INSTRUMENT_UNKNOWN')) return undefined;
    throw error;
  }
}

const ofId = (id: string): Instrument | undefined => {
  const [market = '', code = ''] = id.split(':');
  return isMarket(market) ? instrumentOf(market, code) : undefined;
};

const longestQuery = 100;
/** Ranks of what the text itself spells: before everything when held, else after codes and names that begin so. */
const spelled = { held: -1, unseen: 2.5 } as const;

/** 0 exact code, 1 code begins so, 2 name begins so, 3 somewhere in code, name or sector; undefined: no match. */
function rankOf(query: string, code: string, names: readonly string[]): number | undefined {
  if (query === '') return 3;
  const has = (test: (name: string) => boolean): boolean => names.some((name) => test(name.toLowerCase()));
  if (code.toLowerCase() === query) return 0;
  if (code.toLowerCase().startsWith(query)) return 1;
  if (has((name) => name.startsWith(query))) return 2;
  return code.toLowerCase().includes(query) || has((name) => name.includes(query)) ? 3 : undefined;
}

const namesOf = ({ name, sector }: DemoCompany): string[] => [name.zh, name.en, sector.zh, sector.en];

/**
 * Instruments for what was typed, best match first: those held in the bar store, the simulated companies, and whatever the text
 * itself spells (`700.hk`). An empty text lists what is held, then the simulated companies. At most `limit`.
 */
export async function searchInstruments(
  deps: SearchDeps,
  text: string,
  limit: number,
): Promise<InstrumentHit[]> {
  const query = plainForm(text, longestQuery)
    .trim()
    .toLowerCase()
    .replace(/^demo:/, '');
  const coverage = new Map((await deps.bars.coverage()).map((held) => [held.instrument, held]));
  const found = new Map<string, { instrument: Instrument; rank: number }>();
  const add = (instrument: Instrument | undefined, rank: number | undefined): void => {
    if (!instrument || rank === undefined) return;
    const known = found.get(instrument.id);
    if (!known || known.rank > rank) found.set(instrument.id, { instrument, rank });
  };
  const spelt = typed(text);
  if (spelt) add(spelt, coverage.has(spelt.id) ? spelled.held : spelled.unseen);
  for (const id of coverage.keys()) {
    const instrument = ofId(id);
    if (instrument) add(instrument, rankOf(query, instrument.code, [id]));
  }
  for (const company of deps.companies()) {
    add(instrumentOf('DEMO', company.code), rankOf(query, company.code, namesOf(company)));
  }
  const best = [...found.values()].sort((a, b) => a.rank - b.rank).slice(0, limit);
  const vendors = await deps.vendors();
  return Promise.all(
    best.map(({ instrument }) => instrumentHit(deps, instrument, coverage.get(instrument.id), vendors)),
  );
}
