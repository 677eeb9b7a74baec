import type { Report } from '@sagacity/contracts/reports';
import { sayDetail } from '@sagacity/contracts/wording/say-detail';
import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { type Market, openMarket } from '@sagacity/market/open-market';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { hasSharedData, readSharedText } from '@sagacity/testkit/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findContradictions,
  findDoubleTerms,
  findRepeats,
  findWrongWords,
} from './fixtures/find-reading-faults.ts';
import { makeReport, realReports, simulatedReports, type Wanted } from './fixtures/report-shelf.ts';

const titleOf = ({ instrument, asOf, horizon, depth, language }: Wanted): string =>
  `${instrument} ${asOf}, ${horizon}, depth ${depth}, ${language}`;

const marketOn = (bars: BarStore): Market =>
  openMarket({
    bars,
    cache: openMemoryCache(),
    counters: openMemoryCounters(clockAt('2026-11-23T12:00:00Z')),
    fetch: () => Promise.reject(new Error('no network')),
    clock: clockAt('2026-11-23T12:00:00Z'),
    settings: async () => ({ providers: {} }),
  });

async function importSharedData(market: Market): Promise<void> {
  const owner = 'reader';
  const read = (name: string, kind: string) => readSharedText(`${name}.${kind}.csv`);
  for (const instrument of ['aapl', 'ibm', 'goog', 'spy'])
    await market.importCsv({
      owner,
      instrument,
      bars: read(instrument, 'daily'),
      factors: read(instrument, 'factors'),
    });
  for (const instrument of ['600519', '000001', '300750', '600036', '688981'])
    await market.importCsv({
      owner,
      instrument,
      bars: read(`cn/${instrument}`, 'daily'),
      factors: read(`cn/${instrument}`, 'factors'),
      valuation: read(`cn/${instrument}`, 'valuation'),
    });
}

const shelves = [
  ['simulated', simulatedReports, true],
  ['real', realReports, hasSharedData],
] as const;

describe.each(shelves)('the %s reports', (_name, wanted, present) => {
  describe.skipIf(!present)('read', () => {
    let store: Awaited<ReturnType<typeof openTestBarStore>>;
    const reports = new Map<string, Report>();
    beforeAll(async () => {
      store = await openTestBarStore();
      const market = marketOn(store.bars);
      if (hasSharedData) await importSharedData(market);
      for (const each of wanted) {
        const { instrument, asOf } = each;
        reports.set(titleOf(each), await makeReport(await market.buildSnapshot({ instrument, asOf }), each));
      }
    }, 120_000);
    afterAll(() => store.close());

    const faultsOf = (find: (report: Report) => readonly string[]): string[] =>
      [...reports].flatMap(([title, report]) => find(report).map((fault) => `${title}: ${fault}`));

    it('say each claim once and refer to it afterwards', () => {
      expect(faultsOf((report) => findRepeats(report).sentences)).toEqual([]);
    });

    it('do not contradict themselves', () => {
      expect(faultsOf(findContradictions)).toEqual([]);
    });

    it('have one stop, a hold for everybody, and no reason that is arithmetic of the plan', () => {
      expect(faultsOf(findDoubleTerms)).toEqual([]);
    });

    it('hold no sentence that misleads', () => {
      expect(faultsOf(findWrongWords)).toEqual([]);
    });

    it('trace every number', () => {
      expect(faultsOf(({ grounding }) => (grounding.unsourced > 0 ? ['untraced'] : []))).toEqual([]);
    });

    it('give formulas and gaps in the language of the report', () => {
      const english = /[a-z]{3,}/;
      expect(
        faultsOf(({ facts, gaps, language }) =>
          [
            ...facts.map(({ source }) => sayFormula(source.formula ?? '', language)),
            ...gaps.map(({ detail }) => sayDetail(detail, language).replace(/^[a-z-]+ /, '')),
          ].filter(
            (text) =>
              language === 'zh' &&
              english.test(text.replace(/(Wilder|max|min|tushare|eastmoney|yahoo|alpha-vantage|demo)/g, '')),
          ),
        ),
      ).toEqual([]);
    });

    it('say something in every section', () => {
      expect(
        faultsOf(({ sections }) =>
          sections.filter(({ body }) => body.trim().length < 12).map(({ id }) => `${id} is empty`),
        ),
      ).toEqual([]);
    });
  });
});
