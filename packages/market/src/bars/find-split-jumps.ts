import type { Adjustment, BarSeries, EpochDay } from '@sagacity/kernel';
import { adjustBars } from './adjust-bars.ts';

/** A close that stands to the one before as if shares had been split or merged, with no adjustment that says so. */
export interface SplitJump {
  readonly day: EpochDay;
  /** Close over the previous close, after the adjustments that are known. */
  readonly ratio: number;
  /** Shares after for one before, as far as the prices tell: 4 for 4:1, 1.8 for ten-for-eight bonus shares, 0.1 for 1:10. */
  readonly sharesPerShare: number;
}

const splits = [1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 40, 50];
const candidates = [...splits, ...splits.filter((split) => split >= 2).map((split) => 1 / split)];

/** Half a quarter of sessions on each side tell what the instrument usually does. */
const around = 30;
/** A jump is at least so many usual days, what is left of it after the split at most so many, and never more than `leftMost`. */
const usualDays = { jump: 6, left: 4 } as const;
const leftLeast = 0.02;
const leftMost = 0.12;
/** The daily limits of the exchanges end at 20 %; a fall beyond 21.5 % or a rise to its inverse is worth a look. */
const jumpLeast = Math.log(1 / 0.785);
/** News that halves a price multiplies the shares traded; a split changes them by its own ratio only. */
const volumeMost = 4;

const medianOf = (values: number[]): number => {
  values.sort((a, b) => a - b);
  return values.length === 0 ? Number.NaN : values[values.length >> 1]!;
};

/** Median size of a day's move beside row `i`, as a logarithm, scaled to a standard deviation; the row itself is left out. */
function usualMove(close: Float64Array, i: number): number {
  const moves: number[] = [];
  for (let j = Math.max(1, i - around); j <= Math.min(close.length - 1, i + around); j++)
    if (j !== i) moves.push(Math.abs(Math.log(close[j]! / close[j - 1]!)));
  return 1.4826 * medianOf(moves);
}

function isUsualVolume({ volume }: BarSeries, i: number, split: number): boolean {
  const before = medianOf([...volume.subarray(Math.max(0, i - around), i)].filter((shares) => shares > 0));
  return !(volume[i]! > before * split * volumeMost);
}

/** The whole bar must lie on the new side: a split happens between sessions. */
function isOvernight({ high, low, close }: BarSeries, i: number, log: number): boolean {
  const middle = close[i - 1]! * Math.exp(log / 2);
  return log < 0 ? high[i]! < middle : low[i]! > middle;
}

function jumpAt(bars: BarSeries, i: number): SplitJump | undefined {
  const { day, open, close } = bars;
  const log = Math.log(close[i]! / close[i - 1]!);
  if (!(Math.abs(log) >= jumpLeast) || !isOvernight(bars, i, log)) return undefined;
  const usual = usualMove(close, i);
  if (Math.abs(log) < usualDays.jump * usual) return undefined;
  const most = Math.min(leftMost, Math.max(leftLeast, usualDays.left * (usual || 0)));
  const opening = Math.log(open[i]! / close[i - 1]!);
  const fitting = candidates
    .filter((split) => Math.abs(log + Math.log(split)) <= most && isUsualVolume(bars, i, split))
    .sort((a, b) => Math.abs(opening + Math.log(a)) - Math.abs(opening + Math.log(b)));
  const [sharesPerShare] = fitting;
  return sharesPerShare === undefined
    ? undefined
    : { day: day[i]!, ratio: close[i]! / close[i - 1]!, sharesPerShare };
}

/**
 * Days of raw `bars` on which the close jumps by nearly a simple split ratio, either way, far outside the usual move of the sessions
 * around, overnight, and without the trading that news would bring, although `adjustments` do not explain it. Ascending. Pure; one
 * pass. A jump is a suspicion: it says how the prices look, not what the company did.
 */
export function findSplitJumps(bars: BarSeries, adjustments: readonly Adjustment[]): SplitJump[] {
  const last = bars.day.at(-1);
  if (last === undefined) return [];
  const seen = adjustBars(bars, adjustments, last);
  const jumps: SplitJump[] = [];
  for (let i = 1; i < seen.day.length; i++) {
    const jump = jumpAt(seen, i);
    if (jump) jumps.push(jump);
  }
  return jumps;
}
