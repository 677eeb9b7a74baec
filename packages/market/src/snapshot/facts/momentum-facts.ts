import type { BarSeries } from '@sagacity/kernel';
import { kdj, macd, rsi } from '../../indicators/index.ts';
import { type FactSheet, last } from './fact-sheet.ts';

/** MACD, RSI and KDJ. */
export function momentumFacts(sheet: FactSheet, bars: BarSeries): void {
  const { line, signal, histogram } = macd(bars.close);
  sheet.ofAll('market.macd', 26, last(line), { inputs: ['market.ema12', 'market.ema26'] });
  sheet.ofAll('market.macd-signal', 34, last(signal));
  sheet.ofAll('market.macd-histogram', 34, last(histogram), {
    inputs: ['market.macd', 'market.macd-signal'],
  });
  sheet.ofAll('market.macd-histogram-previous', 39, last(histogram, 5));

  sheet.ofAll('market.rsi6', 7, last(rsi(bars.close, 6)));
  sheet.ofAll('market.rsi14', 15, last(rsi(bars.close, 14)));

  const { k, d, j } = kdj(bars);
  sheet.ofAll('market.kdj-k', 9, last(k));
  sheet.ofAll('market.kdj-d', 9, last(d));
  sheet.ofAll('market.kdj-j', 9, last(j), { inputs: ['market.kdj-k', 'market.kdj-d'] });
}
