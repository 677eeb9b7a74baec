import { providerStatusSchema } from '@sagacity/contracts/settings';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { yahooChart, yahooNews } from '@sagacity/testkit/vendors/yahoo-replies';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Market, type MarketDeps, openMarket } from './open-market.ts';

const noFetch = () => Promise.reject(new Error('no network in this test'));

let bars: BarStore;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ bars, close } = await openTestBarStore());
});
afterEach(() => close());
const marketAt = async (iso: string, more: Partial<MarketDeps> = {}): Promise<Market> =>
  openMarket({
    bars,
    cache: openMemoryCache(),
    counters: openMemoryCounters(clockAt(iso)),
    fetch: noFetch,
    clock: clockAt(iso),
    settings: async () => ({ providers: {} }),
    ...more,
  });

describe('openMarket', () => {
  it('freezes a simulated company with market, valuation, fundamentals and news facts', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const snapshot = await market.buildSnapshot({ instrument: 'DEMO:NEBULA' });
    expect(snapshot.asOf).toBe('2026-11-20');
    expect(snapshot.simulated).toBe(true);
    expect(new Set(snapshot.facts.map((fact) => fact.group))).toEqual(
      new Set(['market', 'valuation', 'fundamentals', 'news']),
    );
    // It trades near its high: a single unbroken resistance stands above it.
    expect(snapshot.absences.map(({ what }) => what)).toEqual(['market.resistance-2']);
    expect(snapshot.bars.day.at(-1)).toBe('2026-11-20');
    expect(snapshot.bars.day).toHaveLength(500);
    expect(snapshot.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('freezes the same bytes for a past day whatever came later', async () => {
    for (const instrument of ['DEMO:NEBULA', 'DEMO:VOLTA', 'DEMO:SPARROW']) {
      const then = await (await marketAt('2024-03-13T20:00:00Z')).buildSnapshot({ instrument });
      const now = await (await marketAt('2026-11-23T12:00:00Z')).buildSnapshot({
        instrument,
        asOf: '2024-03-13',
      });
      expect(JSON.stringify(now)).toBe(JSON.stringify(then));
    }
  });

  it('refuses a code of the simulated exchange that no company has', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    await expect(market.getInstrument('DEMO:NOBODY')).rejects.toMatchObject({ code: 'INSTRUMENT_UNKNOWN' });
  });

  it('says why a real instrument without any source has no snapshot', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    await expect(market.buildSnapshot({ instrument: 'AAPL' })).rejects.toMatchObject({ code: 'NO_DATA' });
  });

  it('gives few facts and many absences of a recent listing', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const { facts, absences } = await market.facts({ instrument: 'DEMO:SPROUT' });
    expect(facts.some((fact) => fact.group === 'fundamentals')).toBe(false);
    expect(absences.map((absence) => absence.what)).toContain('fundamentals');
  });

  it('reads bars raw and adjusted', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const read = (mode: 'raw' | 'adjusted') =>
      market.readBars({ instrument: 'DEMO:NEBULA', asOf: '2021-08-16', mode, last: 2 });
    const [before, after] = (await read('raw')).bars.map((bar) => bar.close) as [number, number];
    const [adjusted, same] = (await read('adjusted')).bars.map((bar) => bar.close) as [number, number];
    expect(after).toBe(same);
    expect(adjusted).toBeCloseTo(before / 4, 6);
  });

  it('finds simulated companies by code, Chinese and English name', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    for (const text of ['nebula', 'DEMO:NEBULA', '星云', 'Nebula Comp']) {
      expect((await market.search(text, 5))[0]?.id).toBe('DEMO:NEBULA');
    }
    const [lotus] = await market.search('lotus', 5);
    expect(lotus).toMatchObject({ id: 'DEMO:LOTUS', simulated: true, coverage: { from: '2015-01-05' } });
    const all = await market.search('', 20);
    expect(all).toHaveLength(12);
    expect(all.every(({ coverage, last }) => coverage?.ends === false && last?.day === coverage.to)).toBe(
      true,
    );
    expect((await market.search('700.hk', 5))[0]?.id).toBe('HK:00700');
  });

  it('lists news newest first', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const { items } = await market.news({ instrument: 'DEMO:LOTUS', asOf: '2025-12-31', limit: 10 });
    const days = items.map((item) => item.publishedAt);
    expect(days).toEqual([...days].sort().reverse());
    expect(days[0]! < '2026').toBe(true);
  });

  it('finds what was imported first, with its days', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const csv = 'date,open,high,low,close,volume\n2024-03-04,10,11,9,10.5,1000\n2024-03-05,10,11,9,10,900\n';
    await market.importCsv({ owner: 'somebody', instrument: 'aapl', bars: csv });
    const [hit] = await market.search('AAPL', 5);
    const coverage = { from: '2024-03-04', to: '2024-03-05', rows: 2, ends: true };
    expect(hit).toMatchObject({ id: 'US:AAPL', simulated: false, name: null, coverage });
    expect((await market.getInstrument('aapl')).coverage).toEqual(coverage);
    expect(hit?.last).toEqual({ day: '2024-03-05', close: 10, changePct: expect.closeTo(-4.762, 3) });
    expect((await market.readBars({ instrument: 'AAPL' })).source).toBe('csv');
    expect((await market.search('', 20))[0]?.id).toBe('US:AAPL');
  });

  it('charts everything that was imported, however old, beyond the ten years of the facts', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const rows = [1998, 2004, 2010, 2015].map((year) => `${year}-03-04,10,11,9,10,1000`);
    const csv = ['date,open,high,low,close,volume', ...rows].join('\n');
    await market.importCsv({ owner: 'somebody', instrument: 'US:OLD', bars: csv });
    const { bars } = await market.readBars({ instrument: 'US:OLD', period: 'month' });
    expect(bars.map(({ day }) => day.slice(0, 4))).toEqual(['1998', '2004', '2010', '2015']);
    const { days } = await market.readIndicators({ instrument: 'US:OLD', names: ['obv'] });
    expect(days).toHaveLength(4);
    await expect(market.buildSnapshot({ instrument: 'US:OLD' })).rejects.toMatchObject({ code: 'NO_DATA' });
  });

  it('gives the last ten thousand rows of what holds more', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const start = Date.parse('1980-01-01T00:00:00Z');
    const days = Array.from({ length: 14_100 }, (_, at) => new Date(start + at * 86_400_000))
      .filter((day) => day.getUTCDay() % 6 !== 0)
      .map((day) => day.toISOString().slice(0, 10));
    const csv = ['date,open,high,low,close,volume', ...days.map((day) => `${day},10,11,9,10,1000`)].join(
      '\n',
    );
    await market.importCsv({ owner: 'somebody', instrument: 'US:LONG', bars: csv });
    const { bars } = await market.readBars({ instrument: 'US:LONG' });
    expect([bars.length, bars.at(-1)?.day]).toEqual([10_000, days.at(-1)]);
    const read = await market.readIndicators({ instrument: 'US:LONG', names: ['obv'] });
    expect(read.series[0]?.lines[0]?.values).toHaveLength(10_000);
  });

  it('researches a live instrument through an enabled vendor, asking it once', async () => {
    const asked: string[] = [];
    const market = await marketAt('2020-09-01T12:00:00Z', {
      settings: async () => ({ providers: { yahoo: { enabled: true } } }),
      fetch: async (url) => {
        const { pathname } = new URL(url);
        asked.push(pathname);
        const reply = pathname.includes('chart') ? yahooChart() : yahooNews;
        return { status: 200, headers: { get: () => null }, text: async () => JSON.stringify(reply) };
      },
    });
    const first = await market.buildSnapshot({ instrument: 'AAPL' });
    expect(first.instrument.name?.en).toBe('Apple Inc.');
    expect(first.simulated).toBe(false);
    expect(first.facts.find(({ id }) => id === 'market.close')?.source.provider).toBe('yahoo');
    expect(first.news).toHaveLength(1);
    expect(first.absences.find(({ what }) => what === 'fundamentals')?.reason).toBe('not-configured');
    expect((await market.buildSnapshot({ instrument: 'AAPL' })).hash).toBe(first.hash);
    expect(asked.filter((path) => path.includes('chart'))).toHaveLength(2); // bars and name
    expect((await market.getInstrument('AAPL')).coverage?.ends).toBe(false);
  });

  it('tells the log of a vendor that fails, and the status page too', async () => {
    const lines: unknown[] = [];
    const market = await marketAt('2026-11-23T12:00:00Z', {
      settings: async () => ({ providers: { yahoo: { enabled: true } } }),
      log: { warning: (fields) => lines.push(fields) },
    });
    await expect(market.buildSnapshot({ instrument: 'AAPL' })).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
    });
    expect(lines[0]).toMatchObject({ provider: 'yahoo', reason: 'upstream-failed' });
    const status = await market.providerStatus();
    expect(status.map((one) => providerStatusSchema.parse(one))).toEqual(status);
    expect(status.find(({ id }) => id === 'yahoo')).toMatchObject({
      enabled: true,
      circuit: 'open',
      lastFailure: expect.stringContaining('no network'),
    });
    expect(status.find(({ id }) => id === 'tushare')).toMatchObject({
      configured: false,
      needsKey: true,
      enabled: false,
    });
  });

  it('refuses a day that is none', async () => {
    const market = await marketAt('2026-11-23T12:00:00Z');
    const bad = market.facts({ instrument: 'DEMO:LOTUS', asOf: '2024-02-30' });
    await expect(bad).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
