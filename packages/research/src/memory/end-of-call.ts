import type { Snapshot } from '@sagacity/market/snapshot/port';
import { sideOf } from '../rules/scoring/rate.ts';
import { callSessions } from '../rules/weights.ts';
import type { CallEnd, PastDecision } from './port.ts';

export interface EndOfCall {
  readonly end: Exclude<CallEnd, 'unpriced'>;
  /** Rows of the bars: of the call, and of its end or the latest one. */
  readonly from: number;
  readonly to: number;
  /** What it ended at: the level that was touched, or the open where the price jumped past it; else the close. */
  readonly price: number;
  /** In the prices of today; undefined where the call had none or its close is not known. */
  readonly stop: number | undefined;
  readonly target: number | undefined;
}

/**
 * The first of stop touched, target touched and horizon over, by the bars after the call; of a day that touches both, the stop, since
 * a daily bar does not tell which came first. Undefined where the bars do not reach back to the call.
 */
export function endOfCall(call: PastDecision, { bars }: Pick<Snapshot, 'bars'>): EndOfCall | undefined {
  const { day, open, high, low, close } = bars;
  const from = day.findLastIndex((each) => each <= call.asOf);
  if (from < 0) return undefined;
  const side = sideOf(call.rating);
  const scale = call.close === null || side === 'hold' ? undefined : close[from]! / call.close;
  const today = (level: number | null) => (scale === undefined || level === null ? undefined : level * scale);
  const [stop, target] = [today(call.stop), today(call.target)];
  const way = side === 'sell' ? -1 : 1;
  const over = from + callSessions[call.horizon];
  const to = Math.min(over, day.length - 1);
  // With the sign of the side a sale reads as a purchase: `worst` and `best` are its low and high.
  for (let row = from + 1; row <= to; row++) {
    const [worst, best] = way > 0 ? [low[row]!, high[row]!] : [-high[row]!, -low[row]!];
    const first = open[row]! * way;
    if (stop !== undefined && worst <= stop * way)
      return { end: 'stop', from, to: row, price: Math.min(first, stop * way) * way, stop, target };
    if (target !== undefined && best >= target * way)
      return { end: 'target', from, to: row, price: Math.max(first, target * way) * way, stop, target };
  }
  return { end: to === over ? 'horizon' : 'running', from, to, price: close[to]!, stop, target };
}
