import type { NewsItem } from '@sagacity/contracts/instruments';
import { instrumentOf, newBarSeries, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { describe, expect, it } from 'vitest';
import type { DatasetValues, Statement } from '../providers/datasets.ts';
import type { ReadDataset } from '../router/port.ts';
import { buildSnapshot } from './build-snapshot.ts';

const instrument = instrumentOf('US', 'AAPL')!;
const asOf = '2024-03-08';
const day = toEpochDay(asOf);

type World = { [D in keyof DatasetValues]?: DatasetValues[D] };

/** A provider that knows exactly `world`, the future included. */
const knowing =
  (world: World): ReadDataset =>
  async (dataset) => {
    const value = world[dataset];
    return value
      ? { found: true, value, provider: 'test' }
      : { found: false, reason: 'not-configured', detail: `no ${dataset}` };
  };
const clock = clockAt('2026-11-23T12:00:00Z');
const freeze = (world: World, now = clock) =>
  buildSnapshot({ read: knowing(world), clock: now }, { instrument, asOf });

/** Weekdays ending `after` days past the run's day. */
function barsUntil(last: number) {
  const days = Array.from({ length: 400 + last - day }, (_, i) => last - 399 - (last - day) + i).filter(
    (one) => (one + 3) % 7 < 5,
  );
  const bars = newBarSeries(days.length);
  days.forEach((one, i) => {
    const price = 100 + 10 * Math.sin(one / 20);
    bars.day[i] = one;
    bars.open[i] = price;
    bars.high[i] = price + 1;
    bars.low[i] = price - 1;
    bars.close[i] = price + 0.5;
    bars.volume[i] = 1_000 + (one % 7);
  });
  return bars;
}

/** So many days on end, ending on the run's day. */
function longBars(rows: number) {
  const bars = newBarSeries(rows);
  for (let i = 0; i < rows; i++) {
    const price = 100 + 5 * Math.sin(i / 20);
    bars.day[i] = day - rows + 1 + i;
    bars.open[i] = price;
    bars.high[i] = price + 1;
    bars.low[i] = price - 1;
    bars.close[i] = price + 0.5;
    bars.volume[i] = 1_000;
  }
  return bars;
}

const statement = (periodEnd: string, announced: string): Statement => ({
  periodEnd,
  announced,
  currency: 'USD',
  revenue: 100,
  grossProfit: 40,
  netIncome: 10,
  operatingCashFlow: 12,
  assets: 1_000,
  liabilities: 400,
  currentAssets: 300,
  currentLiabilities: 150,
  equity: 600,
  shares: 20,
});
const item = (id: string, publishedAt: string): NewsItem => ({
  id,
  publishedAt,
  title: { en: id },
  summary: {},
  source: 'test',
  url: null,
});

const then: World = {
  bars: { bars: barsUntil(day), adjustments: [{ exDay: day - 30, priceRatio: 0.99, splitRatio: 0.5 }] },
  fundamentals: [statement('2023-09-30', '2023-11-02'), statement('2023-12-31', asOf)],
  news: [item('late', '2024-03-09T04:59:59Z'), item('early', '2024-02-20T12:00:00Z')],
  profile: { name: { zh: '苹果', en: 'Apple' } },
};
const later: World = {
  ...then,
  bars: {
    bars: barsUntil(day + 30),
    adjustments: [...then.bars!.adjustments!, { exDay: day + 3, priceRatio: 0.98, splitRatio: 0.25 }],
  },
  fundamentals: [
    ...then.fundamentals!,
    statement('2024-03-31', '2024-05-02'),
    statement('2023-12-31', '2024-03-09'),
  ],
  news: [item('next day in New York', '2024-03-09T05:00:00Z'), ...then.news!],
};

describe('buildSnapshot', () => {
  it('gives the same bytes whether later bars, filings, adjustments and news exist or not', async () => {
    expect(JSON.stringify(await freeze(later))).toBe(JSON.stringify(await freeze(then)));
  });

  it('does not depend on the order vendors answer in', async () => {
    const shuffled: World = {
      ...then,
      fundamentals: [...then.fundamentals!].reverse(),
      news: [...then.news!].reverse(),
    };
    expect((await freeze(shuffled)).hash).toBe((await freeze(then)).hash);
  });

  it('takes the end of the day in the exchange’s own zone', async () => {
    expect((await freeze(later)).news.map(({ id }) => id)).toEqual(['late', 'early']);
  });

  it('sees a filing on the day it is announced', async () => {
    const { facts } = await freeze(later);
    expect(facts.find(({ id }) => id === 'fundamentals.period')?.value).toBe('2023-12-31');
  });

  it('leaves out the bar of a session that is still open', async () => {
    const duringSession = clockAt('2024-03-08T18:00:00Z');
    expect((await freeze(later, duringSession)).bars.day.at(-1)).toBe('2024-03-07');
  });

  it('shows the last close as quoted and earlier ones adjusted', async () => {
    const { bars } = await freeze(later);
    const raw = then.bars!.bars;
    expect(bars.close.at(-1)).toBeCloseTo(raw.close.at(-1)!, 6);
    expect(bars.close[0]).toBeCloseTo(raw.close[0]! * 0.99 * 0.5, 5);
    expect(bars.volume[0]).toBe(Math.round(raw.volume[0]! * 2));
  });

  it('changes its hash with a single value', async () => {
    const bars = barsUntil(day);
    bars.close[bars.close.length - 1]! += 0.01;
    const other: World = { ...then, bars: { ...then.bars!, bars } };
    expect((await freeze(other)).hash).not.toBe((await freeze(then)).hash);
  });

  it('lists ids once and in order, and gives a reason for everything missing', async () => {
    const { facts, absences } = await freeze({ bars: { ...then.bars!, adjustments: null } });
    const ids = facts.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const missing = Object.fromEntries(absences.map(({ what, reason }) => [what, reason]));
    expect(missing).toMatchObject({
      adjustments: 'no-data',
      fundamentals: 'not-configured',
      news: 'not-configured',
      valuation: 'not-configured',
    });
    const whats = absences.map(({ what }) => what);
    expect(whats).toEqual([...whats].sort());
  });

  it.each([
    ['in the bars a run sees', 200, 1],
    ['older than these', 700, 0],
  ])('marks a split without its factor %s', async (_where, age, doubts) => {
    const bars = longBars(900);
    for (let i = 0; i < 900 - age; i++)
      for (const name of ['open', 'high', 'low', 'close'] as const) bars[name][i]! *= 4;
    const exDay = bars.day[900 - age]!;
    const without = await freeze({ ...then, bars: { bars, adjustments: [] } });
    expect(without.doubts).toHaveLength(doubts);
    if (doubts > 0)
      expect(without.doubts).toMatchObject([
        {
          kind: 'split-jump',
          day: toIsoDay(exDay),
          sharesPerShare: 4,
          text: { en: expect.stringMatching(/4:1 split/) },
        },
      ]);
    const split = [{ exDay, priceRatio: 1, splitRatio: 0.25 }];
    const explained = await freeze({ ...then, bars: { bars, adjustments: split } });
    expect(explained.doubts).toEqual([]);
    if (doubts > 0) expect(explained.hash).not.toBe(without.hash);
  });

  it.each([
    ['rate-limited', 'RATE_LIMITED'],
    ['upstream-failed', 'UPSTREAM_FAILED'],
    ['unit-mismatch', 'UPSTREAM_FAILED'],
    ['no-data', 'NO_DATA'],
    ['not-configured', 'NO_DATA'],
  ] as const)('fails when bars are absent because of %s', async (reason, code) => {
    const read: ReadDataset = async () => ({ found: false, reason, detail: 'told so' });
    await expect(buildSnapshot({ read, clock }, { instrument, asOf })).rejects.toMatchObject({ code });
  });

  it('has no data before the first bar', async () => {
    const early = buildSnapshot({ read: knowing(then), clock }, { instrument, asOf: '2001-01-02' });
    await expect(early).rejects.toMatchObject({ code: 'NO_DATA' });
  });
});
