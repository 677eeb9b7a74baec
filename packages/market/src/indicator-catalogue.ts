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
  formula(parameters: readonly number[]): string;
  lines(bars: BarSeries, parameters: readonly number[]): Line[];
}

const line = (id: string, values: Float64Array, en: string, zh = en): Line => ({
  id,
  label: { zh, en },
  values,
});
/** Every indicator that is read as a series, with the formulas of the facts. Parameters are as `indicatorParameters` allows them. */
export const indicatorCatalogue: Record<IndicatorName, IndicatorEntry> = {
  ma: {
    label: { zh: '移动平均线', en: 'Moving average' },
    formula: () => 'SMA(n) of close',
    lines: ({ close }, periods) => periods.map((n) => line(`ma${n}`, sma(close, n), `MA${n}`)),
  },
  ema: {
    label: { zh: '指数移动平均线', en: 'Exponential moving average' },
    formula: () => 'EMA(n) of close, seeded with SMA(n)',
    lines: ({ close }, periods) => periods.map((n) => line(`ema${n}`, ema(close, n), `EMA${n}`)),
  },
  boll: {
    label: { zh: '布林带', en: 'Bollinger bands' },
    formula: ([n, width]) => `SMA(${n}) ± ${width} population sd of close`,
    lines({ close }, [n, width]) {
      const { upper, middle, lower } = bollinger(close, n, width);
      return [
        line('boll-upper', upper, 'Upper', '上轨'),
        line('boll-middle', middle, 'Middle', '中轨'),
        line('boll-lower', lower, 'Lower', '下轨'),
      ];
    },
  },
  vwap: {
    label: { zh: '成交量加权均价', en: 'Volume-weighted average price' },
    formula: ([n]) => `sum((high + low + close) / 3 * volume, ${n}) / sum(volume, ${n})`,
    lines: (bars, periods) => periods.map((n) => line(`vwap${n}`, vwap(bars, n, 'typical'), `VWAP${n}`)),
  },
  volume: {
    label: { zh: '成交量', en: 'Volume' },
    formula: () => 'volume and SMA(n) of volume',
    lines: ({ volume }, periods) => [
      ...periods.map((n) => line(`volume-ma${n}`, sma(volume, n), `MA${n}`)),
      line('volume', volume, 'Volume', '成交量'),
    ],
  },
  macd: {
    label: { zh: '指数平滑异同移动平均线', en: 'Moving average convergence/divergence' },
    formula: ([fast, slow, signal]) =>
      `DIF = EMA(${fast}) - EMA(${slow}); DEA = EMA(${signal}) of DIF; histogram = DIF - DEA`,
    lines({ close }, [fast, slow, signalPeriod]) {
      const { line: dif, signal, histogram } = macd(close, fast, slow, signalPeriod);
      return [
        line('macd', dif, 'DIF'),
        line('macd-signal', signal, 'DEA'),
        line('macd-histogram', histogram, 'Histogram', '柱（DIF−DEA）'),
      ];
    },
  },
  rsi: {
    label: { zh: '相对强弱指数', en: 'Relative strength index' },
    formula: () => 'Wilder RSI(n) of close',
    lines: ({ close }, periods) => periods.map((n) => line(`rsi${n}`, rsi(close, n), `RSI${n}`)),
  },
  kdj: {
    label: { zh: '随机指标', en: 'Stochastic oscillator' },
    formula: ([n, k, d]) =>
      k === d
        ? `RSV(${n}); K and D smoothed by 1/${k} from 50; J = 3K - 2D`
        : `RSV(${n}); K smoothed by 1/${k} and D by 1/${d} from 50; J = 3K - 2D`,
    lines(bars, [n, kPeriod, dPeriod]) {
      const { k, d, j } = kdj(bars, n, kPeriod, dPeriod);
      return [line('kdj-k', k, 'K'), line('kdj-d', d, 'D'), line('kdj-j', j, 'J')];
    },
  },
  obv: {
    label: { zh: '能量潮', en: 'On-balance volume' },
    formula: () => 'running sum of volume, signed by the change of close',
    lines: ({ close, volume }) => [line('obv', obv(close, volume), 'OBV')],
  },
  atr: {
    label: { zh: '真实波幅均值', en: 'Average true range' },
    formula: ([n]) => `Wilder mean(${n}) of true range`,
    lines: (bars, periods) => periods.map((n) => line(`atr${n}`, atr(bars, n), `ATR${n}`)),
  },
  adx: {
    label: { zh: '平均趋向指数', en: 'Average directional index' },
    formula: ([n]) => `Wilder ADX(${n}), +DI(${n}), -DI(${n})`,
    lines: (bars, periods) =>
      periods.flatMap((n) => {
        const direction = adx(bars, n);
        return [
          line(`adx${n}`, direction.adx, `ADX${n}`),
          line(`plus-di${n}`, direction.plusDi, `+DI${n}`),
          line(`minus-di${n}`, direction.minusDi, `−DI${n}`),
        ];
      }),
  },
};
