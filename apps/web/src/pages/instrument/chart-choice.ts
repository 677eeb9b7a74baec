import type { IndicatorName } from '@sagacity/contracts/instruments';

export const ranges = ['m3', 'y1', 'y3', 'all'] as const;
export type Range = (typeof ranges)[number];
/** Sessions shown. */
export const rangeRows: Record<Range, number> = { m3: 63, y1: 250, y3: 750, all: Number.POSITIVE_INFINITY };

/** On the candles, or in a pane of their own. */
export const overlays = ['MA', 'EMA', 'BOLL'] as const;
export const panes = ['VOL', 'MACD', 'RSI', 'KDJ', 'OBV'] as const;
export type Indicator = (typeof overlays)[number] | (typeof panes)[number];

/** What each is called in the API. */
export const indicatorNames: Record<Indicator, IndicatorName> = {
  MA: 'ma',
  EMA: 'ema',
  BOLL: 'boll',
  VOL: 'volume',
  MACD: 'macd',
  RSI: 'rsi',
  KDJ: 'kdj',
  OBV: 'obv',
};

export interface ChartChoice {
  mode: 'adjusted' | 'raw';
  range: Range;
  indicators: Indicator[];
}
const key = 'sagacity.chart';
const usual: ChartChoice = { mode: 'adjusted', range: 'y1', indicators: ['MA', 'VOL'] };

export function storedChoice(): ChartChoice {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<ChartChoice>) };
  } catch {
    return usual;
  }
}
export const storeChoice = (choice: ChartChoice): void => localStorage.setItem(key, JSON.stringify(choice));
