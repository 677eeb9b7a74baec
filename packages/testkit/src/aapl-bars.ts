import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BarSeries, newBarSeries, toEpochDay } from '@sagacity/kernel';

/** Real daily bars of Apple, 2013-05-13 to 2018-05-11 (1,260 rows, split-adjusted, amount unknown), from Observable's sample set. */
export function aaplBars(): BarSeries {
  const path = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv');
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const bars = newBarSeries(rows.length);
  rows.forEach((row, i) => {
    const [day, open, high, low, close, , volume] = row.split(',');
    bars.day[i] = toEpochDay(day!);
    bars.open[i] = Number(open);
    bars.high[i] = Number(high);
    bars.low[i] = Number(low);
    bars.close[i] = Number(close);
    bars.volume[i] = Number(volume);
  });
  return bars;
}
