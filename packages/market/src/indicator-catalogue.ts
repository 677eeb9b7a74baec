import type { Localized } from '@sagacity/contracts/facts';
import type { IndicatorName } from '@sagacity/contracts/instruments';
import type { BarSeries } from '@sagacity/kernel';
import { adx, atr, bollinger, ema, kdj, macd, obv, rsi, sma, vwap } from './indicators/index.ts';

interface Line {
  /** The id of the fact that says the same of its day, without `market.`, where there is one. */
  readonly id: string;
  readonly label: Localized;
  /** One per bar, NaN where not defined. */
  readonly values: Float64Array;
}
export interface IndicatorEntry {
  readonly label: Localized;
  readonly parameters: readonly number[];
  readonly formula: string;
  lines(bars: BarSeries): Line[];
}

const line = (id: string, values: Float64Array, en: string, zh = en): Line => ({
  id,
  label: { zh, en },
  values,
});
const means = [5, 10, 20, 60];
const volumeMeans = [5, 10, 20];

/** Every indicator that is read as a series, with the parameters and formulas of the facts. */
export const indicatorCatalogue: Record<IndicatorName, IndicatorEntry> = {
  ma: {
    label: { zh: '移动平均线', en: 'Moving average' },
    parameters: means,
    formula: 'SMA(n) of close',
    lines: ({ close }) => means.map((n) => line(`ma${n}`, sma(close, n), `MA${n}`)),
  },
  ema: {
    label: { zh: '指数移动平均线', en: 'Exponential moving average' },
    parameters: [12, 26],
    formula: 'EMA(n) of close, seeded with SMA(n)',
    lines: ({ close }) => [12, 26].map((n) => line(`ema${n}`, ema(close, n), `EMA${n}`)),
  },
  boll: {
    label: { zh: '布林带', en: 'Bollinger bands' },
    parameters: [20, 2],
    formula: 'SMA(20) ± 2 population sd of close',
    lines({ close }) {
      const { upper, middle, lower } = bollinger(close, 20, 2);
      return [
        line('boll-upper', upper, 'Upper', '上轨'),
        line('boll-middle', middle, 'Middle', '中轨'),
        line('boll-lower', lower, 'Lower', '下轨'),
      ];
    },
  },
  vwap: {
    label: { zh: '成交量加权均价', en: 'Volume-weighted average price' },
    parameters: [20],
    formula: 'sum((high + low + close) / 3 * volume, 20) / sum(volume, 20)',
    lines: (bars) => [line('vwap20', vwap(bars, 20, 'typical'), 'VWAP20')],
  },
  volume: {
    label: { zh: '成交量', en: 'Volume' },
    parameters: volumeMeans,
    formula: 'volume and SMA(n) of volume',
    lines: ({ volume }) => [
      ...volumeMeans.map((n) => line(`volume-ma${n}`, sma(volume, n), `MA${n}`)),
      line('volume', volume, 'Volume', '成交量'),
    ],
  },
  macd: {
    label: { zh: '指数平滑异同移动平均线', en: 'Moving average convergence/divergence' },
    parameters: [12, 26, 9],
    formula: 'DIF = EMA(12) - EMA(26); DEA = EMA(9) of DIF; histogram = DIF - DEA',
    lines({ close }) {
      const { line: dif, signal, histogram } = macd(close, 12, 26, 9);
      return [
        line('macd', dif, 'DIF'),
        line('macd-signal', signal, 'DEA'),
        line('macd-histogram', histogram, 'Histogram', '柱'),
      ];
    },
  },
  rsi: {
    label: { zh: '相对强弱指数', en: 'Relative strength index' },
    parameters: [6, 14],
    formula: 'Wilder RSI(n) of close',
    lines: ({ close }) => [6, 14].map((n) => line(`rsi${n}`, rsi(close, n), `RSI${n}`)),
  },
  kdj: {
    label: { zh: '随机指标', en: 'Stochastic oscillator' },
    parameters: [9, 3, 3],
    formula: 'RSV(9); K and D smoothed by 1/3 from 50; J = 3K - 2D',
    lines(bars) {
      const { k, d, j } = kdj(bars, 9, 3, 3);
      return [line('kdj-k', k, 'K'), line('kdj-d', d, 'D'), line('kdj-j', j, 'J')];
    },
  },
  obv: {
    label: { zh: '能量潮', en: 'On-balance volume' },
    parameters: [],
    formula: 'running sum of volume, signed by the change of close',
    lines: ({ close, volume }) => [line('obv', obv(close, volume), 'OBV')],
  },
  atr: {
    label: { zh: '真实波幅均值', en: 'Average true range' },
    parameters: [14],
    formula: 'Wilder mean(14) of true range',
    lines: (bars) => [line('atr14', atr(bars, 14), 'ATR14')],
  },
  adx: {
    label: { zh: '平均趋向指数', en: 'Average directional index' },
    parameters: [14],
    formula: 'Wilder ADX(14), +DI(14), -DI(14)',
    lines(bars) {
      const direction = adx(bars, 14);
      return [
        line('adx14', direction.adx, 'ADX14'),
        line('plus-di14', direction.plusDi, '+DI14'),
        line('minus-di14', direction.minusDi, '−DI14'),
      ];
    },
  },
};
