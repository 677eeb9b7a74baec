import {
  type IndicatorsReply,
  indicatorNameSchema,
  indicatorsReplySchema,
} from '@sagacity/contracts/instruments';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './open-market.ts';

const names = indicatorNameSchema.options;
const withoutFact = ['obv', 'volume-ma5', 'volume-ma10', 'volume-ma20'];
let bars: BarStore;
let close: () => Promise<void>;
let market: Market;
beforeAll(async () => {
  ({ bars, close } = await openTestBarStore());
  market = openMarket({
    bars,
    cache: openMemoryCache(),
    counters: openMemoryCounters(clockAt('2026-11-23T12:00:00Z')),
    fetch: () => Promise.reject(new Error('no network in this test')),
    clock: clockAt('2026-11-23T12:00:00Z'),
    settings: async () => ({ providers: {} }),
  });
});
afterAll(() => close());
/** The series may begin years before the facts: running sums then differ in the last of sixteen digits. */
const isSame = (a: number | null, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-12 * Math.abs(b) : a === b;
const linesOf = ({ series }: IndicatorsReply) => series.flatMap(({ lines }) => lines);

describe('readIndicators', () => {
  it.each([
    ['DEMO:NEBULA', ['2026-11-20', '2026-09-15', '2021-08-16']],
    ['DEMO:LOTUS', ['2026-11-20', '2018-03-05']],
    ['DEMO:SPROUT', ['2026-11-20']],
  ])('says of a day what the report on %s says', async (instrument, days) => {
    for (const asOf of days) {
      const { facts } = await market.buildSnapshot({ instrument, asOf });
      const values = new Map(facts.map(({ id, value }) => [id, value]));
      const reply = await market.readIndicators({ instrument, asOf, names, last: 1 });
      for (const {
        id,
        values: [value],
      } of linesOf(reply)) {
        if (withoutFact.includes(id)) continue;
        const stated = values.get(`market.${id}`) ?? null;
        expect([id, isSame(value ?? null, stated) ? stated : value]).toEqual([id, stated]);
      }
    }
  });

  it('has a fact for every line but the few without', async () => {
    const { facts } = await market.buildSnapshot({ instrument: 'DEMO:NEBULA' });
    const ids = new Set(facts.map(({ id }) => id));
    const lines = linesOf(await market.readIndicators({ instrument: 'DEMO:NEBULA', names, last: 1 }));
    expect(
      lines
        .map(({ id }) => id)
        .filter((id) => !ids.has(`market.${id}`))
        .sort(),
    ).toEqual([...withoutFact].sort());
  });

  it.each(['adjusted', 'raw'] as const)('cuts a range out of the whole %s series', async (mode) => {
    const ask = { instrument: 'DEMO:NEBULA', asOf: '2021-09-30', mode, names };
    const whole = await market.readIndicators(ask);
    const last = await market.readIndicators({ ...ask, last: 5 });
    const from = await market.readIndicators({ ...ask, from: last.days[0]! });
    expect(last).toEqual(from);
    expect(last.days).toEqual(whole.days.slice(-5));
    expect(linesOf(last)).toEqual(linesOf(whole).map((line) => ({ ...line, values: line.values.slice(-5) })));
    const held = await market.readBars(ask);
    expect(whole.days).toEqual(held.bars.map(({ day }) => day));
    expect(linesOf(whole).find(({ id }) => id === 'volume')?.values).toEqual(
      held.bars.map(({ volume }) => volume),
    );
  });

  it('replies null until an indicator is defined, in the shape of the contract', async () => {
    const reply = await market.readIndicators({ instrument: 'DEMO:NEBULA', names });
    expect(indicatorsReplySchema.parse(reply)).toEqual(reply);
    const ma20 = linesOf(reply).find(({ id }) => id === 'ma20')?.values ?? [];
    expect(ma20.findIndex((value) => value !== null)).toBe(19);
    for (const { values } of linesOf(reply)) expect(values).toHaveLength(reply.days.length);
  });

  it('keeps the order asked for and gives a name once', async () => {
    const { series } = await market.readIndicators({
      instrument: 'DEMO:NEBULA',
      names: ['rsi', 'ma', 'rsi'],
      last: 1,
    });
    expect(series.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['rsi', [6, 14]],
      ['ma', [5, 10, 20, 60]],
    ]);
  });

  it.each(['week', 'month'] as const)('computes on the bars of each %s', async (period) => {
    const ask = { instrument: 'DEMO:NEBULA', asOf: '2021-09-30', period };
    const { bars } = await market.readBars(ask);
    const reply = await market.readIndicators({ ...ask, names: ['ma'], parameters: [3] });
    expect(indicatorsReplySchema.parse(reply)).toEqual(reply);
    expect(reply.days).toEqual(bars.map(({ day }) => day));
    const [last] = linesOf(reply);
    const mean = bars.slice(-3).reduce((sum, { close }) => sum + close, 0) / 3;
    expect(last?.id).toBe('ma3');
    expect(last?.values.at(-1)).toBeCloseTo(mean, 8);
  });

  it('takes other parameters than the usual and says them', async () => {
    const ask = { instrument: 'DEMO:NEBULA', last: 1 };
    const { series } = await market.readIndicators({ ...ask, names: ['macd'], parameters: [5, 35, 5] });
    expect(series[0]).toMatchObject({
      parameters: [5, 35, 5],
      formula: 'DIF = EMA(5) - EMA(35); DEA = EMA(5) of DIF; histogram = DIF - DEA',
    });
  });

  it.each([
    [['macd'], [26, 12, 9]],
    [['ma'], [501]],
    [['ma', 'rsi'], [5]],
  ] as const)('refuses %j with %j', async (wanted, parameters) => {
    const asked = market.readIndicators({ instrument: 'DEMO:NEBULA', names: wanted, parameters });
    await expect(asked).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
