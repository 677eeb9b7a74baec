import type { BarSeries } from '@sagacity/kernel';
import { obv, sma, vwap } from '../../indicators/index.ts';
import { type FactSheet, last } from './fact-sheet.ts';

const untraded = { why: 'nothing was traded in these days' };

/** What the volume says about the price. */
export function volumeFacts(sheet: FactSheet, bars: BarSeries): void {
  const { close, volume } = bars;
  const balance = obv(close, volume);
  const shares = 20 * last(sma(volume, 20));
  sheet.ofLast('market.obv-slope', 21, (100 * (last(balance) - last(balance, 20))) / shares, untraded);
  sheet.ofLast('market.volume-ratio', 60, last(sma(volume, 5)) / last(sma(volume, 60)), untraded);
  sheet.ofLast('market.vwap20', 20, last(vwap(bars, 20, 'typical')), untraded);
}
