import type { Localized } from '@sagacity/contracts/facts';
import type { IndicatorName, IndicatorsReply } from '@sagacity/contracts/instruments';
import { type Chart, type IndicatorFigure, type IndicatorTemplate, registerIndicator } from 'klinecharts';
import { type Indicator, indicatorNames, isOverlay } from './chart-choice.ts';
import { type IndicatorRow, indicatorRows } from './indicator-rows.ts';

const prefix = 'sagacity-';
const onPrice = { series: 'price', precision: 2, shouldOhlc: true } as const;
const inShares = { series: 'volume', precision: 0, shouldFormatBigNumber: true } as const;
const shapes: Record<Indicator, Partial<IndicatorTemplate<IndicatorRow>>> = {
  MA: onPrice,
  EMA: onPrice,
  BOLL: onPrice,
  VOL: { ...inShares, minValue: 0 },
  MACD: { precision: 3 },
  RSI: { precision: 2 },
  KDJ: { precision: 2 },
  OBV: inShares,
};
// Registered under names of our own and with nothing to compute: values come from the server, by the formulas of the report.
for (const [indicator, shape] of Object.entries(shapes)) {
  registerIndicator({ ...shape, name: prefix + indicator, shortName: indicator, calc: () => [] });
}

/** Lines drawn as bars, coloured by the sign of a value: that of the line itself, or of the candle's body. */
const signOf: Record<string, string> = { 'macd-histogram': 'macd-histogram', volume: 'body' };

function figureOf(key: string, title: string): IndicatorFigure {
  const sign = signOf[key];
  if (sign === undefined) return { key, title, type: 'line' };
  return {
    key,
    title,
    type: 'bar',
    baseValue: 0,
    styles({ data, defaultStyles }) {
      const [prev, current] = [data.prev, data.current] as (IndicatorRow | undefined)[]; // what calc gave
      const [colors] = defaultStyles?.bars ?? [];
      const value = current?.[sign] ?? 0;
      const color = value > 0 ? colors?.upColor : value < 0 ? colors?.downColor : colors?.noChangeColor;
      const isHollow = sign === key && (prev?.[sign] ?? Number.NEGATIVE_INFINITY) < value;
      return { color, borderColor: color, style: isHollow ? 'stroke' : 'fill' };
    },
  };
}

export interface ChosenIndicators {
  readonly chosen: readonly Indicator[];
  /** What has been read so far; an indicator without its series has an empty place until it comes. */
  readonly replies: readonly IndicatorsReply[];
  readonly localized: (text: Localized) => string;
  readonly isLog: boolean;
}

function filled(indicator: Indicator, { replies, localized, isLog }: ChosenIndicators) {
  const name: IndicatorName = indicatorNames[indicator];
  const isPositive = isLog && isOverlay(indicator);
  for (const { days, series } of replies) {
    const found = series.find((one) => one.name === name);
    if (found === undefined) continue;
    return {
      calcParams: found.parameters,
      figures: found.lines.map(({ id, label }) => figureOf(id, `${localized(label)}: `)),
      calc: (candles: Parameters<typeof indicatorRows>[0]) =>
        indicatorRows(candles, days, { ...found, isPositive }),
    };
  }
  return { calcParams: [], figures: [], calc: () => [] };
}

/** Leaves exactly the chosen indicators on the chart, in the order they were chosen, with the series that have been read. */
export function drawIndicators(chart: Chart, choice: ChosenIndicators): void {
  const wanted = new Set(choice.chosen.map((indicator) => prefix + indicator));
  for (const { id } of chart.getIndicators()) if (!wanted.has(id)) chart.removeIndicator({ id });
  for (const indicator of choice.chosen) {
    const id = prefix + indicator;
    const isOnPrice = isOverlay(indicator);
    const paneId = isOnPrice ? 'candle_pane' : `${id}-pane`;
    if (chart.getIndicators({ id }).length === 0) chart.createIndicator({ id, name: id, paneId }, isOnPrice);
    chart.overrideIndicator({ id, name: id, ...filled(indicator, choice) });
  }
}
