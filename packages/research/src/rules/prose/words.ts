import type { Localized } from '@sagacity/contracts/facts';
import type { Horizon, Rating } from '@sagacity/contracts/reports';
import type { Family } from '../weights.ts';

export const familyNames: Readonly<Record<Family, Localized>> = {
  trend: { zh: '趋势', en: 'Trend' },
  momentum: { zh: '动量', en: 'Momentum' },
  volume: { zh: '量能', en: 'Volume' },
  volatility: { zh: '波动', en: 'Volatility' },
  levels: { zh: '支撑与压力', en: 'Support and resistance' },
  growth: { zh: '成长', en: 'Growth' },
  profitability: { zh: '盈利能力', en: 'Profitability' },
  leverage: { zh: '财务结构', en: 'Balance sheet' },
  cash: { zh: '现金含量', en: 'Cash conversion' },
  valuation: { zh: '估值', en: 'Valuation' },
  news: { zh: '新闻', en: 'News' },
  crowd: { zh: '市场情绪', en: 'Crowd behaviour' },
};

export const ratingNames: Readonly<Record<Rating, Localized>> = {
  'strong-buy': { zh: '强力买入', en: 'strong buy' },
  buy: { zh: '买入', en: 'buy' },
  hold: { zh: '持有', en: 'hold' },
  sell: { zh: '卖出', en: 'sell' },
  'strong-sell': { zh: '强力卖出', en: 'strong sell' },
};

export const horizonNames: Readonly<Record<Horizon, Localized>> = {
  short: { zh: '短期（数周）', en: 'short horizon (weeks)' },
  medium: { zh: '中期（数月）', en: 'medium horizon (months)' },
  long: { zh: '长期（数年）', en: 'long horizon (years)' },
};

const slight = 0.15;
/** Scores are shown with two decimals and named by what is shown. */
const shown = (score: number): number => Math.round(score * 100) / 100;
/** A score so near to zero that it leans nowhere. */
export const isLevel = (score: number): boolean => Math.abs(shown(score)) < slight;

/** Adjective for a score in -1 to 1. */
export function lean(exact: number): Localized {
  const score = shown(exact);
  if (score >= 0.45) return { zh: '明显偏多', en: 'clearly positive' };
  if (score >= slight) return { zh: '偏多', en: 'positive' };
  if (isLevel(score)) return { zh: '多空均衡', en: 'balanced' };
  if (score > -0.45) return { zh: '偏空', en: 'negative' };
  return { zh: '明显偏空', en: 'clearly negative' };
}
