import { type BarSeries, toIsoDay } from '@sagacity/kernel';
import { highest, lowest, returns } from '../../indicators/index.ts';
import { type FactSheet, last } from './fact-sheet.ts';

/** The last bar as quoted, how far the price has come, and the year's range. */
export function quoteFacts(sheet: FactSheet, bars: BarSeries): void {
  const { close } = bars;
  sheet.ofLast('market.last-day', 1, toIsoDay(bars.day.at(-1)!));
  sheet.ofAll('market.bars', 1, bars.day.length);
  sheet.ofLast('market.open', 1, last(bars.open));
  sheet.ofLast('market.high', 1, last(bars.high));
  sheet.ofLast('market.low', 1, last(bars.low));
  sheet.ofLast('market.close', 1, last(close));
  sheet.ofLast('market.volume', 1, last(bars.volume));
  sheet.ofLast('market.amount', 1, last(bars.amount), { why: 'the source does not report turnover' });

  const since = (lag: number): number => 100 * last(returns(close, lag));
  sheet.ofLast('market.change-1d', 2, since(1));
  sheet.ofLast('market.return-5d', 6, since(5));
  sheet.ofLast('market.return-20d', 21, since(20));
  sheet.ofLast('market.return-60d', 61, since(60));
  sheet.ofLast('market.return-120d', 121, since(120));
  sheet.ofLast('market.return-250d', 251, since(250));

  const top = last(highest(bars.high, 250));
  sheet.ofLast('market.high-250d', 250, top);
  sheet.ofLast('market.low-250d', 250, last(lowest(bars.low, 250)));
  sheet.ofLast('market.from-high-250d', 250, 100 * (last(close) / top - 1), {
    inputs: ['market.close', 'market.high-250d'],
  });
}
