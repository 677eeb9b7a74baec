import { readFileSync } from 'node:fs';
import { parseInstrument, toEpochDay } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { hasSharedData } from '@sagacity/testkit/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from '../open-market.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../../../../shared/data/${path}`, import.meta.url), 'utf8');
const marketAt = (bars: BarStore, iso: string): Market =>
  openMarket({
    bars,
    cache: openMemoryCache(),
    counters: openMemoryCounters(clockAt(iso)),
    fetch: () => Promise.reject(new Error('no network')),
    clock: clockAt(iso),
    settings: async () => ({ providers: {} }),
  });

describe.skipIf(!hasSharedData)('buildSnapshot on real bars', () => {
  let full: Awaited<ReturnType<typeof openTestBarStore>>;
  let market: Market;
  beforeAll(async () => {
    full = await openTestBarStore();
    market = marketAt(full.bars, '2026-11-23T12:00:00Z');
    for (const name of ['aapl', 'ibm']) {
      await market.importCsv({
        owner: 'somebody',
        instrument: name,
        bars: read(`${name}.daily.csv`),
        factors: read(`${name}.factors.csv`),
      });
    }
    for (const code of ['600519', '300750']) {
      const file = (kind: string): string => read(`cn/${code}.${kind}.csv`);
      const files = { bars: file('daily'), factors: file('factors'), valuation: file('valuation') };
      await market.importCsv({ owner: 'somebody', instrument: code, ...files });
    }
  }, 30_000);
  afterAll(() => full.close());

  /** The same instrument in a store that ends on the day, seen by a clock of that evening. */
  async function frozenThen(instrument: string, asOf: string) {
    const { id } = parseInstrument(instrument);
    const to = toEpochDay(asOf);
    const cut = await openTestBarStore();
    await cut.bars.upsertBars(id, await full.bars.readBars(id, { to }), 'csv');
    await cut.bars.putAdjustments(id, await full.bars.readAdjustments(id, to));
    await cut.bars.upsertValuations(id, await full.bars.readValuations(id, { to }));
    const snapshot = await marketAt(cut.bars, `${asOf}T23:00:00Z`).buildSnapshot({ instrument, asOf });
    await cut.close();
    return snapshot;
  }

  it.each([
    ['AAPL', '2014-06-06'],
    ['AAPL', '2015-06-30'],
    ['AAPL', '2020-08-28'],
    ['IBM', '2008-10-10'],
    ['600519', '2023-06-30'],
    ['300750', '2023-04-25'],
  ])('freezes the same bytes of %s on %s whatever came later', async (instrument, asOf) => {
    const now = await market.buildSnapshot({ instrument, asOf });
    expect(JSON.stringify(await frozenThen(instrument, asOf))).toBe(JSON.stringify(now));
  });

  it('sees prices as they were quoted before a split', async () => {
    const { facts } = await market.buildSnapshot({ instrument: 'AAPL', asOf: '2014-06-01' });
    const close = facts.find(({ id }) => id === 'market.close')?.value as number;
    const raw = await full.bars.readBars('US:AAPL', { to: toEpochDay('2014-06-01'), last: 1 });
    expect(close).toBe(raw.close[0]);
    expect(close).toBeGreaterThan(600);
  });

  it('values a share against its own five years', async () => {
    const { facts } = await market.buildSnapshot({ instrument: '600519', asOf: '2025-03-31' });
    const ids = facts.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['valuation.pe-ttm-percentile', 'valuation.pb-median']));
  });

  it('says that an imported history is stale today', async () => {
    const { absences } = await market.facts({ instrument: 'AAPL' });
    expect(absences.find(({ what }) => what === 'bars')?.reason).toBe('stale');
  });
});
