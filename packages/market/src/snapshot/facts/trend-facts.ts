import type { BarSeries } from '@sagacity/kernel';
import { adx, ema, sma } from '../../indicators/index.ts';
import { type FactSheet, last } from './fact-sheet.ts';

/** Moving averages, their slopes and the strength of direction. */
export function trendFacts(sheet: FactSheet, bars: BarSeries): void {
  const { close } = bars;
  for (const period of [5, 10, 20, 60, 120, 250] as const) {
    sheet.ofLast(`market.ma${period}`, period, last(sma(close, period)));
  }
  sheet.ofAll('market.ema12', 12, last(ema(close, 12)));
  sheet.ofAll('market.ema26', 26, last(ema(close, 26)));

  const slope = (period: number, back: number): number => {
    const mean = sma(close, period);
    return 100 * (last(mean) / last(mean, back) - 1);
  };
  sheet.ofLast('market.ma20-slope', 30, slope(20, 10));
  sheet.ofLast('market.ma60-slope', 80, slope(60, 20));

  const direction = adx(bars, 14);
  sheet.ofAll('market.adx14', 28, last(direction.adx));
  sheet.ofAll('market.plus-di14', 15, last(direction.plusDi));
  sheet.ofAll('market.minus-di14', 15, last(direction.minusDi));
}
