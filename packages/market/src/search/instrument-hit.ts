import type { InstrumentHit } from '@sagacity/contracts/instruments';
import { type Clock, type Instrument, type Market, toIsoDay } from '@sagacity/kernel';
import type { BarCoverage, BarStore } from '@sagacity/platform/bars/port';
import { csvSource } from '../providers/csv/index.ts';
import type { Profile, Quotes } from '../providers/datasets.ts';
import { type DemoCompany, demoCompanies } from '../providers/demo/index.ts';
import { lastClosedSession, sessionsBetween } from '../providers/demo/sessions.ts';
import { viewInstrument } from '../snapshot/view-instrument.ts';
import { lastQuote } from './last-quote.ts';

export interface SearchDeps {
  readonly bars: BarStore;
  readonly clock: Clock;
  /** Simulated companies listed by now. */
  readonly companies: () => DemoCompany[];
  /** The name where one is at hand without asking a vendor. */
  readonly profile: (instrument: Instrument) => Promise<Profile | null>;
  /** Bars of a simulated company up to its last closed session. */
  readonly simulated: (instrument: Instrument) => Promise<Quotes | null>;
  readonly vendors: () => Promise<Vendors>;
}
/** Markets of which a live vendor may be asked for bars. */
export type Vendors = ReadonlySet<Market>;

export const listedCompanies = (clock: Clock): DemoCompany[] =>
  [...demoCompanies.values()].filter(({ listed }) => listed <= lastClosedSession(clock.now()));

function coverageOf(
  { clock }: SearchDeps,
  instrument: Instrument,
  held: BarCoverage | undefined,
  vendors: Vendors,
): InstrumentHit['coverage'] {
  const company = instrument.market === 'DEMO' ? demoCompanies.get(instrument.code) : undefined;
  if (company) {
    const last = lastClosedSession(clock.now());
    if (company.listed > last) return null;
    const rows = sessionsBetween(company.listed, last);
    return { from: toIsoDay(company.listed), to: toIsoDay(last), rows, ends: false };
  }
  if (!held) return null;
  const ends = held.source === csvSource || !vendors.has(instrument.market);
  return { from: toIsoDay(held.firstDay), to: toIsoDay(held.lastDay), rows: held.rows, ends };
}

async function quoteOf(
  { bars, simulated }: SearchDeps,
  instrument: Instrument,
  held: BarCoverage | undefined,
): Promise<InstrumentHit['last']> {
  if (instrument.market === 'DEMO') {
    const quotes = await simulated(instrument);
    return quotes && lastQuote(quotes.bars, quotes.adjustments ?? []);
  }
  if (!held) return null;
  const [raw, adjustments] = await Promise.all([
    bars.readBars(instrument.id, { last: 2 }),
    bars.readAdjustments(instrument.id, held.lastDay),
  ]);
  return lastQuote(raw, adjustments);
}

/** One instrument with its name, what is held of it and its last quote; asks no vendor for it. */
export async function instrumentHit(
  deps: SearchDeps,
  instrument: Instrument,
  held: BarCoverage | undefined,
  vendors: Vendors,
): Promise<InstrumentHit> {
  const view = viewInstrument(instrument, await deps.profile(instrument));
  const coverage = coverageOf(deps, instrument, held, vendors);
  return { ...view, coverage, last: coverage && (await quoteOf(deps, instrument, held)) };
}
