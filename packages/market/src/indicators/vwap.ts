import type { BarSeries } from '@sagacity/kernel';
import { newColumn } from './period.ts';

/**
 * Volume-weighted average price of the last `period` bars. `amount`: money over shares, exact, for raw bars whose amounts are
 * known. `typical`: weighs (H + L + C) / 3, for adjusted bars, whose amounts stay as reported. NaN where nothing was traded.
 */
export function vwap(bars: BarSeries, period: number, basis: 'amount' | 'typical' = 'typical'): Float64Array {
  const { high, low, close, volume, amount } = bars;
  const out = newColumn(close.length, period);
  const moneyAt = (i: number): number =>
    basis === 'amount' ? amount[i]! : ((high[i]! + low[i]! + close[i]!) / 3) * volume[i]!;
  let money = 0;
  let shares = 0;
  let unknown = 0;
  for (let i = 0; i < close.length; i++) {
    const came = moneyAt(i);
    if (Number.isNaN(came)) unknown++;
    else money += came;
    shares += volume[i]!;
    if (i >= period) {
      const left = moneyAt(i - period);
      if (Number.isNaN(left)) unknown--;
      else money -= left;
      shares -= volume[i - period]!;
    }
    if (i >= period - 1 && unknown === 0 && shares > 0) out[i] = money / shares;
  }
  return out;
}
