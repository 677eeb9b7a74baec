import type { BarSeries, Instrument } from '@sagacity/kernel';
import type { Dataset, DatasetValues, Quotes } from '../providers/datasets.ts';
import { ProviderFailure } from '../providers/failure.ts';

/** How many rows at the end are looked at. */
const window = 60;

/** Median of amount / (volume × typical price): 1 when volume is in shares and amount in the currency; NaN when not reported. */
export function unitRatio(bars: BarSeries): number {
  const ratios: number[] = [];
  for (let i = Math.max(0, bars.day.length - window); i < bars.day.length; i++) {
    const expected = (bars.volume[i]! * (bars.high[i]! + bars.low[i]! + bars.close[i]!)) / 3;
    const ratio = bars.amount[i]! / expected;
    if (Number.isFinite(ratio) && ratio > 0) ratios.push(ratio);
  }
  return ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? Number.NaN;
}

/** Throws ProviderFailure('unit-mismatch') for values that cannot be in the units of the contract: hands for shares, thousands for one. */
export function checkUnits<D extends Dataset>(
  dataset: D,
  value: DatasetValues[D],
  instrument: Instrument,
  provider: string,
): void {
  if (dataset !== 'bars') return;
  const ratio = unitRatio((value as Quotes).bars);
  if (ratio < 0.5 || ratio > 2) {
    throw new ProviderFailure(
      'unit-mismatch',
      `${provider}: amount of ${instrument.id} is ${ratio.toPrecision(2)} times volume × price; expected about 1`,
    );
  }
}
