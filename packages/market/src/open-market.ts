import type { Absence, Fact } from '@sagacity/contracts/facts';
import type {
  BarsReply,
  ImportReply,
  IndicatorsReply,
  InstrumentHit,
  NewsItem,
} from '@sagacity/contracts/instruments';
import {
  AppError,
  type Clock,
  type Instrument,
  type IsoDay,
  isIsoDay,
  type Market as MarketId,
  toIsoDay,
} from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import type { Cache } from '@sagacity/platform/cache/port';
import type { Counters } from '@sagacity/platform/counters/port';
import type { Log } from '@sagacity/platform/log/log';
import { calendarOf } from './calendars/index.ts';
import { type ImportCsv, importCsv } from './import/import-csv.ts';
import { type ReadFiles, readFiles as readFilesHere } from './import/read-files.ts';
import { csvProvider } from './providers/csv/index.ts';
import { demoCompanies, demoProvider } from './providers/demo/index.ts';
import { liveProviders } from './providers/live-providers.ts';
import type { Fetch } from './providers/port.ts';
import { readBars } from './read-bars.ts';
import { type ReadIndicators, readIndicators } from './read-indicators.ts';
import type { ReadSeries } from './read-series.ts';
import { askedMarkets, openRouter, usableIds } from './router/open-router.ts';
import { type ProviderStatus, providerStatus } from './router/provider-status.ts';
import { readThrough } from './router/read-through.ts';
import type { MarketSettings } from './router/settings.ts';
import { instrumentHit, listedCompanies, type SearchDeps } from './search/instrument-hit.ts';
import { knownInstrument } from './search/known-instrument.ts';
import { searchInstruments } from './search/search-instruments.ts';
import { buildSnapshot } from './snapshot/build-snapshot.ts';
import { factsOf } from './snapshot/facts-of.ts';
import { gather, gatherNews } from './snapshot/gather.ts';
import type { Snapshot } from './snapshot/port.ts';

export interface MarketDeps {
  readonly bars: BarStore;
  readonly cache: Cache;
  /** Of what vendors were asked and how they failed. */
  readonly counters: Counters;
  /** Outbound HTTP of the live providers. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Read at each request, so that a change works at once. */
  readonly settings: () => Promise<MarketSettings>;
  /** Reads the files of an import; on the event loop when absent. */
  readonly readFiles?: ReadFiles;
  /** Told of every vendor that fails. */
  readonly log?: Pick<Log, 'warning'>;
}

type OfDay = { readonly instrument: string; readonly asOf?: IsoDay | undefined };

/**
 * All market data behind one face. `instrument` is whatever people type; it throws INSTRUMENT_UNKNOWN when it names none. `asOf`
 * defaults to the last closed day of the instrument's exchange, and nothing known only later is ever given.
 */
export interface Market {
  getInstrument(instrument: string): Promise<InstrumentHit>;
  lastClosedDay(instrument: { readonly market: MarketId }): IsoDay;
  search(text: string, limit: number): Promise<InstrumentHit[]>;
  /** Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars. */
  readBars(input: OfDay & Partial<Omit<ReadSeries, 'asOf'>>): Promise<BarsReply>;
  /** By the formulas of the facts. Throws VALIDATION_FAILED, NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars. */
  readIndicators(
    input: OfDay & Partial<Omit<ReadIndicators, 'asOf'>> & Pick<ReadIndicators, 'names'>,
  ): Promise<IndicatorsReply>;
  facts(input: OfDay): Promise<{ facts: Fact[]; absences: Absence[] }>;
  /** Newest first. */
  news(input: OfDay & { readonly limit?: number }): Promise<{ items: NewsItem[]; absences: Absence[] }>;
  /** Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars. */
  buildSnapshot(input: OfDay): Promise<Snapshot>;
  /** Writes all or nothing. Throws IMPORT_REJECTED with `details.rows` and `details.total`; a dry run replies with the faults. */
  importCsv(input: Omit<ImportCsv, 'instrument'> & { readonly instrument: string }): Promise<ImportReply>;
  providerStatus(): Promise<ProviderStatus[]>;
}

const newsLabel = { zh: '新闻', en: 'News' };

/** The market over a bar store, an HTTP client and a clock. Opens nothing and holds nothing that needs closing. */
export function openMarket({ bars, cache, counters, fetch, clock, ...options }: MarketDeps): Market {
  const { settings, log, readFiles = async (input) => readFilesHere(input) } = options;
  const router = openRouter({
    providers: [demoProvider(), csvProvider(bars), ...liveProviders],
    fetch,
    clock,
    counters,
    settings,
    ...(log ? { log } : {}),
  });
  const read = readThrough({
    ask: router.read,
    bars,
    cache,
    lastClosedDay: ({ market }) => calendarOf(market).lastClosedDay(clock.now()),
    sources: async () => usableIds(router, await settings()),
  });
  const deps = { read, clock };
  const lastClosedDay = ({ market }: { market: MarketId }): IsoDay =>
    toIsoDay(calendarOf(market).lastClosedDay(clock.now()));
  const resolve = ({ instrument: text, asOf }: OfDay): [Instrument, IsoDay] => {
    const instrument = knownInstrument(text);
    if (asOf !== undefined && !isIsoDay(asOf))
      throw new AppError('VALIDATION_FAILED', `asOf: ${asOf} is not a calendar day; write YYYY-MM-DD.`);
    return [instrument, asOf ?? lastClosedDay(instrument)];
  };
  const search: SearchDeps = {
    bars,
    clock,
    companies: () => listedCompanies(clock),
    profile: async ({ market, code }) => (market === 'DEMO' && demoCompanies.get(code)) || null,
    simulated: async (instrument) => {
      const to = calendarOf(instrument.market).lastClosedDay(clock.now());
      const answer = await read('bars', { instrument, from: to, to });
      return answer.found ? answer.value : null;
    },
    vendors: async () => askedMarkets(router, await settings()),
  };
  return {
    lastClosedDay,
    async getInstrument(text) {
      const instrument = knownInstrument(text);
      const [held] = await bars.coverage(instrument.id);
      const day = calendarOf(instrument.market).lastClosedDay(clock.now());
      const profile = await read('profile', { instrument, from: day, to: day });
      const named = { ...search, profile: async () => (profile.found ? profile.value : null) };
      return instrumentHit(named, instrument, held, await search.vendors());
    },
    search: (text, limit) => searchInstruments(search, text, limit),
    async readBars({ from, mode = 'adjusted', period = 'day', last, ...input }) {
      const [instrument, asOf] = resolve(input);
      return readBars(deps, instrument, { asOf, from, mode, period, last });
    },
    async readIndicators({ names, parameters, from, mode = 'adjusted', period = 'day', last, ...input }) {
      const [instrument, asOf] = resolve(input);
      return readIndicators(deps, instrument, { names, parameters, asOf, from, mode, period, last });
    },
    async facts(input) {
      const [instrument, asOf] = resolve(input);
      const { facts, absences } = factsOf(instrument, asOf, await gather(deps, instrument, asOf));
      return { facts, absences };
    },
    async news({ limit = 50, ...input }) {
      const answer = await gatherNews(deps, ...resolve(input));
      if (answer.found) return { items: answer.value.slice(0, limit), absences: [] };
      const { reason, detail } = answer;
      return { items: [], absences: [{ what: 'news', label: newsLabel, reason, detail }] };
    },
    async buildSnapshot(input) {
      const [instrument, asOf] = resolve(input);
      return buildSnapshot(deps, { instrument, asOf });
    },
    importCsv: async ({ instrument, ...files }) =>
      importCsv({ bars, clock, readFiles }, { instrument: knownInstrument(instrument), ...files }),
    providerStatus: async () => providerStatus(router, await settings()),
  };
}
