import type { ReadingSpec } from './reading.ts';

/** A share of days in percent as people read it: 99.6 is not every day, and nothing stands above all days including its own. */
export function shareOfDays(share: number): Pick<ReadingSpec, 'value' | 'unit' | 'digits'> {
  const value = Math.min(share, 99.9);
  return { value, unit: 'percent', digits: value > 99 ? 1 : 0 };
}
