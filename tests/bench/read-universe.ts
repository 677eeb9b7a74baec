import { existsSync, readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import { type BarSeries, newBarSeries, toEpochDay } from '@sagacity/kernel';

const file = new URL('../../../shared/data/cn/universe.csv.zst', import.meta.url);

/** 290 real series by code (355,913 rows), or null where the file does not lie beside the repository. */
export function readUniverse(): Map<string, BarSeries> | null {
  if (!existsSync(file)) return null;
  const lines = zstdDecompressSync(readFileSync(file)).toString().trim().split('\n').slice(1);
  const byCode = Map.groupBy(
    lines.map((line) => line.split(',')),
    (cells) => cells[0] as string,
  );
  return new Map([...byCode].map(([code, rows]) => [code, toSeries(rows)]));
}

function toSeries(rows: readonly string[][]): BarSeries {
  const bars = newBarSeries(rows.length);
  rows.forEach(([, day, open, high, low, close, , volume, amount], i) => {
    bars.day[i] = toEpochDay(day as string);
    bars.open[i] = Number(open);
    bars.high[i] = Number(high);
    bars.low[i] = Number(low);
    bars.close[i] = Number(close);
    bars.volume[i] = Number(volume);
    bars.amount[i] = amount ? Number(amount) : Number.NaN;
  });
  return bars;
}
