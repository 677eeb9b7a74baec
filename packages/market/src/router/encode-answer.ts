import type { ValuationSeries } from '@sagacity/kernel';
import type { Dataset, DatasetValues } from '../providers/datasets.ts';

const ratios = ['peTtm', 'pbMrq', 'psTtm', 'pcfTtm', 'turnoverPct'] as const;
type Encoded = { readonly day: number[] } & Readonly<Record<(typeof ratios)[number], (number | null)[]>>;

/** A dataset as plain JSON for the cache: typed arrays as lists, NaN as null; the others are plain already. */
export function encodeDataset<D extends Exclude<Dataset, 'bars'>>(
  dataset: D,
  value: DatasetValues[D],
): unknown {
  if (dataset !== 'valuations') return value;
  const series = value as ValuationSeries;
  const columns = ratios.map((name) => [
    name,
    Array.from(series[name], (ratio) => (Number.isNaN(ratio) ? null : ratio)),
  ]);
  return { day: [...series.day], ...Object.fromEntries(columns) };
}

export function decodeDataset<D extends Exclude<Dataset, 'bars'>>(
  dataset: D,
  stored: unknown,
): DatasetValues[D] {
  if (dataset !== 'valuations') return stored as DatasetValues[D]; // written by encodeDataset, read back unchanged
  const encoded = stored as Encoded;
  const columns = ratios.map((name) => [
    name,
    Float64Array.from(encoded[name], (ratio) => ratio ?? Number.NaN),
  ]);
  return { day: Int32Array.from(encoded.day), ...Object.fromEntries(columns) } as DatasetValues[D];
}
