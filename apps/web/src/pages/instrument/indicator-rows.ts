import type { IndicatorSeries } from '@sagacity/contracts/instruments';
import { dayMs } from './day-ms.ts';

interface Candle {
  readonly timestamp: number;
  readonly open: number;
  readonly close: number;
}
/** Values by line id, without those that are not defined, and the candle's `body`, close less open. */
export type IndicatorRow = Record<string, number>;

/**
 * Looks the values of a series up by day: one row per candle, in its order. Computes no indicator. On a logarithmic axis
 * (`isPositive`) there is no place for zero and what is below.
 */
export function indicatorRows(
  candles: readonly Candle[],
  days: readonly string[],
  { lines, isPositive = false }: Pick<IndicatorSeries, 'lines'> & { readonly isPositive?: boolean },
): IndicatorRow[] {
  const at = new Map(days.map((day, i) => [dayMs(day), i]));
  return candles.map(({ timestamp, open, close }) => {
    const row: IndicatorRow = { body: close - open };
    const i = at.get(timestamp) ?? -1;
    for (const { id, values } of lines) {
      const value = values[i] ?? null;
      if (value !== null && !(isPositive && value <= 0)) row[id] = value;
    }
    return row;
  });
}
