import type { EpochDay, Instrument } from '@sagacity/kernel';
import type { BarCoverage, BarStore } from '@sagacity/platform/bars/port';
import type { Cache } from '@sagacity/platform/cache/port';
import { csvSource } from '../providers/csv/index.ts';
import { markKnown, readHeld } from '../providers/csv/read-held.ts';
import type { Dataset, DatasetValues, Quotes } from '../providers/datasets.ts';
import type { DataRequest } from '../providers/port.ts';
import { compareOverlap } from './compare-overlap.ts';
import { decodeDataset, encodeDataset } from './encode-answer.ts';
import type { Answer, ReadDataset } from './port.ts';

export interface ReadThroughDeps {
  /** Asks the providers. */
  readonly ask: ReadDataset;
  readonly bars: BarStore;
  readonly cache: Cache;
  /** The last closed day of the instrument's exchange: how far bars are fetched, whatever day is asked for. */
  readonly lastClosedDay: (instrument: Instrument) => EpochDay;
  /** Names the vendors that may be asked, so that an absence is asked again when one is switched on. */
  readonly sources: () => Promise<string>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long a vendor's answer is good, and how much longer it may stand in when the vendor fails. But for the profile an answer is of one
 * day: of an instrument that is asked for every day the cache holds three at most, not a week of them.
 */
const keep = {
  valuations: { ttlMs: 6 * hour, staleOnErrorMs: 2 * day },
  fundamentals: { ttlMs: 12 * hour, staleOnErrorMs: 2 * day },
  news: { ttlMs: 15 * minute, staleOnErrorMs: day },
  profile: { ttlMs: 7 * day, staleOnErrorMs: 30 * day },
} as const satisfies Record<Exclude<Dataset, 'bars'>, { ttlMs: number; staleOnErrorMs: number }>;
/** Held bars that end too early, or begin too late, are asked for again after this. */
const retryTailMs = 30 * minute;
const retryHeadMs = day;
/** Days a history may begin after the first wanted day: weekends and holidays. */
const headSlackDays = 12;

/** Carries a refusal out of the cache's factory, so that failures are not kept. */
class Refused extends Error {
  readonly answer: Extract<Answer<never>, { found: false }>;

  constructor(answer: Extract<Answer<never>, { found: false }>) {
    super(answer.detail);
    this.answer = answer;
  }
}

async function orRefusal<T>(read: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

type Kept = { readonly found: true; readonly provider: string; readonly value: unknown } | Refused['answer'];

/**
 * What is held before what must be asked for. Bars of live vendors are written to the bar store, raw and with their adjustments, and
 * asked for again only when the wanted days are not all there; other datasets are kept in the cache. Imported and simulated
 * instruments are never fetched. When a vendor fails, what is held is given as it is.
 */
export function readThrough({ ask, bars, cache, lastClosedDay, sources }: ReadThroughDeps): ReadDataset {
  async function fetchBars(request: DataRequest, held: BarCoverage | undefined): Promise<Answer<true>> {
    const from = Math.min(request.from, held?.firstDay ?? request.from);
    const to = lastClosedDay(request.instrument);
    const answer = await ask('bars', { ...request, from, to });
    if (!answer.found) return answer;
    const { id } = request.instrument;
    const { bars: fresh, adjustments } = answer.value;
    if (held) {
      const mismatch = compareOverlap(await bars.readBars(id), fresh);
      if (mismatch)
        return { found: false, reason: 'unit-mismatch', detail: `${answer.provider}: ${mismatch}` };
    }
    const first: EpochDay | undefined = fresh.day[0];
    if (first === undefined)
      return { found: false, reason: 'no-data', detail: `${answer.provider} has no rows` };
    // A source that knows none would leave gaps between those held: better known to be unknown.
    await bars.putAdjustments(id, adjustments ? markKnown(adjustments, first) : []);
    await bars.upsertBars(id, fresh, answer.provider);
    return { found: true, value: true, provider: answer.provider };
  }

  /** One request at a time for an instrument, and none again before `ttlMs` whatever came of it, unless nothing is held. */
  async function fetchOnce(
    request: DataRequest,
    held: BarCoverage | undefined,
    ttlMs: number,
  ): Promise<Answer<true>> {
    const { instrument, from, to } = request;
    const key = `market:bars:${instrument.id}:${from >> 6}:${to}:${await sources()}`;
    return orRefusal(() =>
      cache.getOrSet(
        key,
        async () => {
          const answer = await fetchBars(request, held);
          if (!answer.found && !held) throw new Refused(answer);
          return answer;
        },
        { ttlMs },
      ),
    );
  }

  async function readBars(request: DataRequest): Promise<Answer<Quotes>> {
    const [held] = await bars.coverage(request.instrument.id);
    if (held?.source === csvSource) return ask('bars', request);
    let outcome: Answer<true> | undefined;
    if (!held || held.lastDay < request.to) outcome = await fetchOnce(request, held, retryTailMs);
    else if (held.firstDay > request.from + headSlackDays) {
      outcome = await fetchOnce(request, held, retryHeadMs);
    }
    const [now] = outcome?.found ? await bars.coverage(request.instrument.id) : [held];
    if (now) return { found: true, value: await readHeld(bars, request), provider: now.source };
    return outcome?.found === false
      ? outcome
      : { found: false, reason: 'no-data', detail: 'no rows were stored' };
  }

  async function readCached<D extends Exclude<Dataset, 'bars'>>(
    dataset: D,
    request: DataRequest,
  ): Promise<Answer<DatasetValues[D]>> {
    const [held] = dataset === 'valuations' ? await bars.coverage(request.instrument.id) : [];
    if (held?.source === csvSource) return ask(dataset, request);
    const { id } = request.instrument;
    // Vendors know today's name only, whatever day is asked for.
    const asked = dataset === 'profile' ? { ...request, to: lastClosedDay(request.instrument) } : request;
    const of = dataset === 'profile' ? id : `${id}:${request.to}`;
    const key = `market:${dataset}:${of}:${await sources()}`;
    return orRefusal(async () => {
      const kept = await cache.getOrSet<Kept>(
        key,
        async () => {
          const answer = await ask(dataset, asked);
          if (answer.found) return { ...answer, value: encodeDataset(dataset, answer.value) };
          if (answer.reason === 'no-data') return answer;
          throw new Refused(answer);
        },
        keep[dataset],
      );
      return kept.found ? { ...kept, value: decodeDataset(dataset, kept.value) } : kept;
    });
  }

  return async <D extends Dataset>(dataset: D, request: DataRequest): Promise<Answer<DatasetValues[D]>> => {
    if (request.instrument.market === 'DEMO') return ask(dataset, request);
    const answer =
      dataset === 'bars'
        ? await readBars(request)
        : await readCached(dataset as Exclude<Dataset, 'bars'>, request);
    return answer as Answer<DatasetValues[D]>; // both branches answer for `dataset`; TypeScript cannot follow it
  };
}
