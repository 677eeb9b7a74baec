import type { BarSeries } from '@sagacity/kernel';
import { atr, bollinger, drawdown, percentileRank, volatility } from '../../indicators/index.ts';
import { type FactSheet, last } from './fact-sheet.ts';

const year = 250;

/** Bands, true range, volatility and falls from the peak. */
export function volatilityFacts(sheet: FactSheet, bars: BarSeries): void {
  const { close } = bars;
  const bands = bollinger(close, 20, 2);
  const upper = last(bands.upper);
  const lower = last(bands.lower);
  sheet.ofLast('market.boll-upper', 20, upper);
  sheet.ofLast('market.boll-middle', 20, last(bands.middle));
  sheet.ofLast('market.boll-lower', 20, lower);
  const position = upper > lower ? (100 * (last(close) - lower)) / (upper - lower) : Number.NaN;
  sheet.ofLast('market.boll-position', 20, position, {
    why: 'the price did not move in 20 days, so the bands have no width',
    inputs: ['market.close', 'market.boll-lower', 'market.boll-upper'],
  });

  const range = atr(bars, 14);
  const share = range.map((value, i) => (100 * value) / close[i]!);
  sheet.ofAll('market.atr14', 15, last(range));
  sheet.ofAll('market.atr14-pct', 15, last(share), { inputs: ['market.atr14', 'market.close'] });
  sheet.ofAll('market.atr14-percentile', year + 14, percentileRank(share.subarray(-year), last(share)));

  sheet.ofLast('market.volatility-20d', 21, 100 * last(volatility(close, 20, year)));
  sheet.ofLast('market.volatility-250d', year + 1, 100 * last(volatility(close, year, year)));

  const falls = drawdown(close.subarray(-year));
  sheet.ofLast('market.drawdown', year, 100 * last(falls.current));
  sheet.ofLast('market.max-drawdown-250d', year, 100 * last(falls.maximum));
}
