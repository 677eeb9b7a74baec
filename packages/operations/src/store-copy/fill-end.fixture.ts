import { entities } from '@sagacity/features/declared';
import { type BarSeries, newBarSeries } from '@sagacity/kernel';
import type { End } from './open-end.ts';
import { rawCollection } from './walk-documents.ts';

export interface FillOptions {
  /** In every collection. */
  readonly documents: number;
  readonly instruments: number;
  readonly barsEach: number;
}

const farAway = new Date('2100-01-01T00:00:00.000Z');

/** A document with every kind of value and what the unique indexes ask for; `name` is told apart by nothing else. */
export const documentOf = (name: string, i: number) => ({
  _id: `${name}_${String(i).padStart(7, '0')}`,
  nameKey: `${name} ${i}`,
  runId: `run_${i % 7}`,
  stepId: `step ${i}`,
  sequence: i,
  version: i % 3,
  status: i % 5 === 0 ? 'pending' : 'done',
  sealedKey: null,
  expiresAt: farAway,
  createdAt: new Date(1_767_225_600_000 + i * 997),
  details: {
    z: [1, 'zwei', null, { drei: 3.25 }],
    a: { 'with space': -0.1, 漢字: '😀', empty: {} },
    list: [],
  },
  text: 'x'.repeat(i % 300),
  bytes: new Uint8Array([i % 256, 0, 255]),
});

export function barsOf(seed: number, rows: number): BarSeries {
  const bars = newBarSeries(rows);
  for (let i = 0; i < rows; i++) {
    bars.day[i] = 9_000 + i + Math.floor(i / 5) * 2;
    bars.open[i] = seed + i / 7;
    bars.high[i] = seed + i / 7 + 0.5;
    bars.low[i] = seed + i / 7 - 0.1;
    bars.close[i] = seed + i / 7 + 0.3;
    bars.volume[i] = 1_000_000 + i * seed;
    if (i % 3 === 0) bars.amount[i] = i * 1.5;
  }
  return bars;
}

/** Puts documents into every collection, and instruments with bars, valuations and adjustments. */
export async function fillEnd(
  { store, bars }: Pick<End, 'store' | 'bars'>,
  options: FillOptions,
): Promise<void> {
  const { documents, instruments, barsEach } = options;
  for (const entity of entities)
    for (let from = 0; from < documents; from += 1_000) {
      const length = Math.min(1_000, documents - from);
      const batch = Array.from({ length }, (_, i) => documentOf(entity.name, from + i));
      await rawCollection(store, entity).insertMany(batch);
    }
  for (let i = 0; i < instruments; i++) {
    const id = `US:T${i}`;
    const series = barsOf(i + 1, barsEach);
    await bars.putAdjustments(id, [{ exDay: 9_010 + i, priceRatio: 0.995, splitRatio: 0.25 }]);
    const { day, open, high, low, close, amount } = series;
    await bars.upsertValuations(id, {
      day,
      peTtm: open,
      pbMrq: high,
      psTtm: low,
      pcfTtm: close,
      turnoverPct: amount,
    });
    await bars.upsertBars(id, series, i % 2 ? 'csv' : 'demo');
  }
}
