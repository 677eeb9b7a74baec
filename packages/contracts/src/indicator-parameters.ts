import type { IndicatorName } from './instruments.ts';

interface Choice {
  /** In the order of the formula; those of the facts. */
  readonly usual: readonly number[];
  /** Any number of periods, one line each; otherwise as many as usual. */
  readonly isList?: boolean;
  /** Of these places, which do not count bars but standard deviations. */
  readonly width?: number;
  /** The first period must be shorter than the second. */
  readonly isOrdered?: boolean;
}

/** What may be chosen of each indicator. */
export const indicatorParameters: Readonly<Record<IndicatorName, Choice>> = {
  ma: { usual: [5, 10, 20, 60], isList: true },
  ema: { usual: [12, 26], isList: true },
  boll: { usual: [20, 2], width: 1 },
  vwap: { usual: [20] },
  volume: { usual: [5, 10, 20], isList: true },
  macd: { usual: [12, 26, 9], isOrdered: true },
  rsi: { usual: [6, 14], isList: true },
  kdj: { usual: [9, 3, 3] },
  obv: { usual: [] },
  atr: { usual: [14] },
  adx: { usual: [14] },
};

export const mostPeriods = 6;
export const longestPeriod = 500;
export const widestBand = 10;

/** Why an indicator cannot be computed with these parameters; null when it can. */
export function findParameterFault(
  name: IndicatorName,
  values: readonly number[],
): 'count' | 'period' | 'width' | 'order' | null {
  const { usual, isList = false, width, isOrdered = false } = indicatorParameters[name];
  const isCounted = isList
    ? values.length > 0 && values.length <= mostPeriods
    : values.length === usual.length;
  if (!isCounted || (isList && new Set(values).size < values.length)) return 'count';
  const periods = values.filter((_, place) => place !== width);
  if (!periods.every((value) => Number.isInteger(value) && value >= 1 && value <= longestPeriod))
    return 'period';
  const band = width === undefined ? 1 : (values[width] as number);
  if (!(band > 0 && band <= widestBand)) return 'width';
  return isOrdered && (values[0] as number) >= (values[1] as number) ? 'order' : null;
}
