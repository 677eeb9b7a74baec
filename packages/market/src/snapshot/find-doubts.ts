import type { Doubt } from '@sagacity/contracts/facts';
import { type Adjustment, type BarSeries, toIsoDay } from '@sagacity/kernel';
import { findSplitJumps, type SplitJump } from '../bars/index.ts';

const asSplit = (shares: number): string => (shares >= 1 ? `${shares}:1` : `1:${Math.round(1 / shares)}`);

function doubtOf({ day, ratio, sharesPerShare }: SplitJump): Doubt {
  const [on, times, split] = [toIsoDay(day), ratio.toFixed(3), asSplit(sharesPerShare)];
  return {
    kind: 'split-jump',
    day: on,
    ratio,
    sharesPerShare,
    text: {
      zh: `${on} 的收盘价是前一日的 ${times} 倍，与 ${split} 的拆股或送转相符，但数据中没有相应的复权因子。该日前后的价格不可比，跨越该日的读数会误导。请补齐复权因子后重新研究。`,
      en: `The close of ${on} is ${times} of the one before, as after a ${split} split, and the data has no factor that says so. Prices before and after that day do not compare; readings across it mislead. Import the factors and research again.`,
    },
  };
}

/** What speaks against trusting the prices of the last `rows` of the raw `bars`, ascending by day. */
export function findDoubts(bars: BarSeries, adjustments: readonly Adjustment[], rows: number): Doubt[] {
  const first = bars.day[Math.max(0, bars.day.length - rows)];
  if (first === undefined) return [];
  return findSplitJumps(bars, adjustments)
    .filter(({ day }) => day > first)
    .map(doubtOf);
}
