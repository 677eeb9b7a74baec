import type { NewsItem } from '@sagacity/contracts/instruments';
import {
  type Adjustment,
  type BarSeries,
  type Clock,
  type Instrument,
  type IsoDay,
  lowerBound,
  sliceBars,
  toEpochDay,
  type ValuationSeries,
} from '@sagacity/kernel';
import { calendarOf } from '../calendars/index.ts';
import type { Profile, Statement } from '../providers/datasets.ts';
import type { DataRequest } from '../providers/port.ts';
import type { Answer, ReadDataset } from '../router/port.ts';
import { cutNews } from './cut-news.ts';
import { endOfDayMs } from './day-in-zone.ts';
import { publicStatements } from './facts/trailing-quarters.ts';

export interface GatherDeps {
  readonly read: ReadDataset;
  readonly clock: Clock;
}

/** What was knowable on the day, dataset by dataset, each with its provider or the reason it is not there. */
export interface Gathered {
  readonly bars: Answer<BarSeries>;
  /** Effective by the last bar. */
  readonly adjustments: Answer<readonly Adjustment[]>;
  readonly valuations: Answer<ValuationSeries>;
  readonly fundamentals: Answer<readonly Statement[]>;
  readonly news: Answer<readonly NewsItem[]>;
  readonly profile: Answer<Profile>;
}

/** Ten years of days: enough for every reading, and the same window whatever else is stored. */
const historyDays = 3653;
const nothing = { found: false, reason: 'no-data' } as const;

function requestUpTo({ clock }: GatherDeps, instrument: Instrument, asOf: IsoDay): DataRequest {
  const closed = calendarOf(instrument.market).lastClosedDay(clock.now());
  const day = toEpochDay(asOf);
  return { instrument, from: day - historyDays, to: Math.min(day, closed) };
}

const narrow = <T>(answer: Answer<T>, what: string, cut: (value: T) => T | undefined): Answer<T> => {
  if (!answer.found) return answer;
  const value = cut(answer.value);
  return value === undefined
    ? { ...nothing, detail: `${answer.provider} has no ${what} up to that day` }
    : { ...answer, value };
};

const rowsBetween = (days: Int32Array, from: number, to: number): [number, number] => [
  lowerBound(days, from),
  lowerBound(days, to + 1),
];

function valuationsBetween(all: ValuationSeries, from: number, to: number): ValuationSeries | undefined {
  const [first, end] = rowsBetween(all.day, from, to);
  if (first === end) return undefined;
  const cut = (column: Float64Array): Float64Array => column.subarray(first, end);
  return {
    day: all.day.subarray(first, end),
    peTtm: cut(all.peTtm),
    pbMrq: cut(all.pbMrq),
    psTtm: cut(all.psTtm),
    pcfTtm: cut(all.pcfTtm),
    turnoverPct: cut(all.turnoverPct),
  };
}

/** One id once, newest first, published by the end of the day in the exchange's zone. */
export function newsUpTo(news: readonly NewsItem[], instrument: Instrument, asOf: IsoDay): NewsItem[] {
  const end = endOfDayMs(asOf, instrument.timeZone);
  const known = news.filter((item) => Date.parse(item.publishedAt) <= end);
  const once = new Map(known.map((item) => [item.id, item]));
  return [...once.values()]
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? -1 : 1))
    .map(cutNews);
}

/**
 * Bars up to the last closed session on or before `asOf`, with the adjustments in effect by the last of them: those of the window
 * that facts are made of, or `isWhole` everything held.
 */
export async function gatherBars(
  deps: GatherDeps,
  instrument: Instrument,
  { asOf, isWhole }: { readonly asOf: IsoDay; readonly isWhole: boolean },
): Promise<Pick<Gathered, 'bars' | 'adjustments' | 'profile'>> {
  const request = requestUpTo(deps, instrument, asOf);
  const [quotes, profile] = await Promise.all([deps.read('bars', request), deps.read('profile', request)]);
  if (!quotes.found) return { bars: quotes, adjustments: quotes, profile };
  const { provider } = quotes;
  const { bars: all, adjustments } = quotes.value;
  const from = isWhole ? Number.NEGATIVE_INFINITY : request.from;
  const bars = sliceBars(all, ...rowsBetween(all.day, from, request.to));
  const lastDay = bars.day.at(-1);
  if (lastDay === undefined) {
    const none = { ...nothing, detail: `${provider} has no bars up to that day` };
    return { bars: none, adjustments: none, profile };
  }
  return {
    bars: { found: true, value: bars, provider },
    adjustments: adjustments
      ? { found: true, value: adjustments.filter(({ exDay }) => exDay <= lastDay), provider }
      : { ...nothing, detail: `${provider} gave no splits and dividends: prices are as quoted` },
    profile,
  };
}

/** News published by the end of `asOf`, newest first. */
export const gatherNews = async (
  deps: GatherDeps,
  instrument: Instrument,
  asOf: IsoDay,
): Promise<Gathered['news']> =>
  narrow(await deps.read('news', requestUpTo(deps, instrument, asOf)), 'news', (all) =>
    newsUpTo(all, instrument, asOf),
  );

/**
 * Reads every dataset of an instrument and cuts it to what was public on `asOf`: bars whose session had closed, adjustments in
 * effect, filings by announcement, news by publication. Anything a provider says of later days is dropped here.
 */
export async function gather(deps: GatherDeps, instrument: Instrument, asOf: IsoDay): Promise<Gathered> {
  const request = requestUpTo(deps, instrument, asOf);
  const quoted = await gatherBars(deps, instrument, { asOf, isWhole: false });
  const [valuations, fundamentals, news] = await Promise.all([
    deps.read('valuations', request),
    deps.read('fundamentals', request),
    gatherNews(deps, instrument, asOf),
  ]);
  return {
    ...quoted,
    valuations: narrow(valuations, 'valuations', (all) => valuationsBetween(all, request.from, request.to)),
    fundamentals: narrow(fundamentals, 'filings', (all) => {
      const known = publicStatements(all, asOf);
      return known.length > 0 ? known : undefined;
    }),
    news,
  };
}
