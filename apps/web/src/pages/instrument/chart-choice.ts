import { findParameterFault, indicatorParameters } from '@sagacity/contracts/indicator-parameters';
import type { BarPeriod, IndicatorName } from '@sagacity/contracts/instruments';

export const ranges = ['m1', 'm6', 'ytd', 'y1', 'y5', 'all'] as const;
export type Range = (typeof ranges)[number];
export const periods = ['day', 'week', 'month'] as const satisfies BarPeriod[];
export const scales = ['linear', 'log'] as const;

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
  /** `auto`: the finest in which the range fits. */
  period: BarPeriod | 'auto';
  scale: (typeof scales)[number];
  indicators: Indicator[];
  /** Only of those that have others than the usual ones. */
  parameters: Partial<Record<Indicator, number[]>>;
}
const key = 'sagacity.chart';
const usual: ChartChoice = {
  mode: 'adjusted',
  range: 'y1',
  period: 'auto',
  scale: 'linear',
  indicators: ['MA', 'VOL'],
  parameters: {},
};

const isOneOf = <T>(all: readonly T[], value: unknown): value is T =>
  (all as readonly unknown[]).includes(value);
const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

/** What was stored, without what this version does not know. */
export function readChoice(stored: unknown): ChartChoice {
  if (typeof stored !== 'object' || stored === null) return usual;
  const { mode, range, period, scale, indicators, parameters } = stored as Record<string, unknown>;
  const all = [...overlays, ...panes];
  const known = Object.entries(
    typeof parameters === 'object' && parameters !== null ? parameters : {},
  ).filter(
    ([name, values]) =>
      isOneOf(all, name) && isNumbers(values) && findParameterFault(indicatorNames[name], values) === null,
  );
  return {
    mode: mode === 'raw' ? 'raw' : usual.mode,
    range: isOneOf(ranges, range) ? range : usual.range,
    period: isOneOf(periods, period) ? period : usual.period,
    scale: isOneOf(scales, scale) ? scale : usual.scale,
    indicators: Array.isArray(indicators)
      ? all.filter((name) => indicators.includes(name))
      : usual.indicators,
    parameters: Object.fromEntries(known),
  };
}

export function storedChoice(): ChartChoice {
  try {
    return readChoice(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return usual;
  }
}
export const storeChoice = (choice: ChartChoice): void => localStorage.setItem(key, JSON.stringify(choice));

export const parametersOf = (choice: ChartChoice, indicator: Indicator): readonly number[] =>
  choice.parameters[indicator] ?? indicatorParameters[indicatorNames[indicator]].usual;
