import { type Adjustment, AppError, type EpochDay, toIsoDay } from '@sagacity/kernel';
import type { Calendar } from '../calendars/index.ts';

/** A row of a factor file: cumulative factors for bars up to and including `day`, back to the row before. */
export interface FactorRow {
  readonly day: EpochDay;
  readonly priceFactor: number;
  readonly splitFactor: number;
}

const none = { priceFactor: 1, splitFactor: 1 };
const same = (a: FactorRow, b: FactorRow): boolean =>
  a.priceFactor === b.priceFactor && a.splitFactor === b.splitFactor;

/** Ascending by day, repeated rows once. Throws VALIDATION_FAILED on a factor not above 0 or two truths about one day. */
function inOrder(rows: readonly FactorRow[]): FactorRow[] {
  const sorted = [...rows].sort((a, b) => a.day - b.day);
  return sorted.filter((row, i) => {
    const day = toIsoDay(row.day);
    if (!(row.priceFactor > 0 && row.splitFactor > 0)) {
      throw new AppError('VALIDATION_FAILED', `Factors of ${day} must be above 0; correct the factor file.`, {
        day,
      });
    }
    const before = sorted[i - 1];
    if (before?.day !== row.day) return true;
    if (same(before, row)) return false;
    throw new AppError('VALIDATION_FAILED', `The factor file has two different rows for ${day}; keep one.`, {
      day,
    });
  });
}

/**
 * Turns cumulative factors into relative adjustments, ascending. A row's day is the last one of the old basis, so the ex-day is
 * the next trading day and the ratio is the row's factor over the following row's (1 after the last).
 */
export function adjustmentsFromFactors(rows: readonly FactorRow[], calendar: Calendar): Adjustment[] {
  const ordered = inOrder(rows);
  return ordered.flatMap((row, i) => {
    const after = ordered[i + 1] ?? none;
    const priceRatio = row.priceFactor / after.priceFactor;
    const splitRatio = row.splitFactor / after.splitFactor;
    if (priceRatio === 1 && splitRatio === 1) return [];
    return [{ exDay: calendar.nextTradingDay(row.day), priceRatio, splitRatio }];
  });
}
