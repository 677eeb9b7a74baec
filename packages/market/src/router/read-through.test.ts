import { type BarSeries, instrumentOf, newBarSeries, toEpochDay } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset, DatasetValues } from '../providers/datasets.ts';
import type { DataRequest } from '../providers/port.ts';
import type { Answer, ReadDataset } from './port.ts';
import { readThrough } from './read-through.ts';

const aapl = instrumentOf('US', 'AAPL')!;
const monday = toEpochDay('2024-03-04');
const request = (to: number): DataRequest => ({ instrument: aapl, from: monday, to });

function series(days: number, close = 100, volume = 1_000): BarSeries {
  const bars = newBarSeries(days);
  for (let i = 0; i < days; i++) {
    bars.day[i] = monday + i;
    for (const column of ['open', 'high', 'low', 'close'] as const) bars[column][i] = close;
    bars.volume[i] = volume;
  }
  return bars;
}

let bars: BarStore;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ bars, close } = await openTestBarStore());
});
afterEach(() => close());

/** A router that answers what `next` holds and keeps the requests. */
function setUp(closedDay = monday + 4) {
  const vendor = {
    next: { found: false, reason: 'no-data', detail: '' } as Answer<unknown>,
    asked: [] as (DataRequest & { dataset: Dataset })[],
    sources: 'vendor',
    closedDay,
  };
  const ask: ReadDataset = async (dataset, asked) => {
    vendor.asked.push({ ...asked, dataset });
    return vendor.next as Answer<DatasetValues[typeof dataset]>;
  };
  const read = readThrough({
    ask,
    bars,
    cache: openMemoryCache(),
    lastClosedDay: () => vendor.closedDay,
    sources: async () => vendor.sources,
  });
  return { vendor, read };
}
const found = (value: unknown, provider = 'vendor'): Answer<unknown> => ({ found: true, value, provider });
const down: Answer<unknown> = { found: false, reason: 'upstream-failed', detail: 'vendor is down' };

describe('readThrough', () => {
  it('writes live bars and adjustments to the store and does not ask again', async () => {
    const { vendor, read } = setUp();
    const adjustments = [{ exDay: monday + 2, priceRatio: 0.99, splitRatio: 1 }];
    vendor.next = found({ bars: series(5), adjustments });
    await read('bars', request(monday + 2));
    const again = await read('bars', request(monday + 4));
    expect(again).toMatchObject({ found: true, provider: 'vendor' });
    expect(again.found && again.value.adjustments).toHaveLength(2);
    expect(vendor.asked).toHaveLength(1);
    expect(vendor.asked[0]?.to).toBe(monday + 4);
    expect((await bars.coverage('US:AAPL'))[0]).toMatchObject({ rows: 5, source: 'vendor' });
  });

  it('asks once for many readers', async () => {
    const { vendor, read } = setUp();
    vendor.next = found({ bars: series(5), adjustments: [] });
    await Promise.all(Array.from({ length: 20 }, () => read('bars', request(monday + 4))));
    expect(vendor.asked).toHaveLength(1);
  });

  it('asks for the missing days when the market has moved on', async () => {
    const { vendor, read } = setUp();
    vendor.next = found({ bars: series(5), adjustments: [] });
    await read('bars', request(monday + 4));
    vendor.closedDay = monday + 7;
    vendor.next = found({ bars: series(8), adjustments: [] });
    const answer = await read('bars', request(monday + 7));
    expect(answer.found && answer.value.bars.day).toHaveLength(8);
  });

  it('gives what is held when the vendor fails', async () => {
    const { vendor, read } = setUp();
    vendor.next = found({ bars: series(5), adjustments: [] });
    await read('bars', request(monday + 4));
    vendor.closedDay = monday + 7;
    vendor.next = down;
    const answer = await read('bars', request(monday + 7));
    expect(answer.found && answer.value.bars.day).toHaveLength(5);
  });

  it.each([
    ['volumes in hands', series(8, 100, 10)],
    ['prices in cents', series(8, 10_000, 1_000)],
  ])('keeps what is held when fresh bars have %s', async (_, wrong) => {
    const { vendor, read } = setUp();
    vendor.next = found({ bars: series(5), adjustments: [] });
    await read('bars', request(monday + 4));
    vendor.closedDay = monday + 7;
    vendor.next = found({ bars: wrong, adjustments: [] });
    await read('bars', request(monday + 7));
    expect((await bars.coverage('US:AAPL'))[0]).toMatchObject({ rows: 5 });
    expect((await bars.readBars('US:AAPL')).volume[0]).toBe(1_000);
  });

  it('says why when nothing is held and nobody answers', async () => {
    const { vendor, read } = setUp();
    vendor.next = down;
    expect(await read('bars', request(monday + 4))).toEqual(down);
  });

  it('asks again as soon as another source is switched on', async () => {
    const { vendor, read } = setUp();
    await read('bars', request(monday + 4));
    vendor.sources = 'vendor,other';
    vendor.next = found({ bars: series(5), adjustments: null });
    expect(await read('bars', request(monday + 4))).toMatchObject({
      found: true,
      value: { adjustments: null },
    });
  });

  it('never fetches over imported bars', async () => {
    const { vendor, read } = setUp(monday + 30);
    await bars.upsertBars('US:AAPL', series(5), 'csv');
    await read('bars', request(monday + 30));
    await read('valuations', request(monday + 30));
    expect((await bars.coverage('US:AAPL'))[0]).toMatchObject({ rows: 5, source: 'csv' });
    expect(vendor.asked.map(({ dataset }) => dataset)).toEqual(['bars', 'valuations']);
  });

  it('asks for the name of a company once, not once a day', async () => {
    const { vendor, read } = setUp();
    vendor.next = found({ name: { zh: '苹果', en: 'Apple' } });
    for (let day = 0; day < 5; day++) {
      vendor.closedDay = monday + day;
      expect(await read('profile', request(monday + day))).toEqual(vendor.next);
    }
    await read('news', request(monday + 4));
    await read('news', request(monday + 5));
    expect(vendor.asked.map(({ dataset, to }) => [dataset, to])).toEqual([
      ['profile', monday],
      ['news', monday + 4],
      ['news', monday + 5],
    ]);
  });

  it('keeps other datasets in the cache, absences too, but not failures', async () => {
    const { vendor, read } = setUp();
    const valuations = {
      day: Int32Array.of(monday),
      peTtm: Float64Array.of(Number.NaN),
      pbMrq: Float64Array.of(2),
      psTtm: Float64Array.of(3),
      pcfTtm: Float64Array.of(4),
      turnoverPct: Float64Array.of(0.5),
    };
    vendor.next = down;
    expect(await read('valuations', request(monday))).toEqual(down);
    vendor.next = found(valuations);
    await read('valuations', request(monday));
    expect(await read('valuations', request(monday))).toEqual(found(valuations));
    vendor.next = { found: false, reason: 'no-data', detail: 'none' };
    await read('profile', request(monday));
    await read('profile', request(monday));
    expect(vendor.asked.map(({ dataset }) => dataset)).toEqual(['valuations', 'valuations', 'profile']);
  });
});
