import { type BarSeries, newBarSeries, toEpochDay } from '@sagacity/kernel';
import { adx, atr, bollinger, ema, kdj, macd, rsi, sma } from '@sagacity/market/indicators/index';
import { type Bench, type BenchRow, medianMs, ms } from './port.ts';
import { readUniverse } from './read-universe.ts';

const families = [
  (bars: BarSeries) => sma(bars.close, 20),
  (bars: BarSeries) => ema(bars.close, 12),
  (bars: BarSeries) => macd(bars.close),
  (bars: BarSeries) => rsi(bars.close, 14),
  (bars: BarSeries) => kdj(bars),
  (bars: BarSeries) => bollinger(bars.close),
  (bars: BarSeries) => atr(bars, 14),
  (bars: BarSeries) => adx(bars, 14),
];

/** Eight indicators over many series against one pass that reads every number once. */
export const indicators: Bench = {
  name: 'indicators',
  async run() {
    const rows = [await measure('8 indicators, 5,000 × 250 simulated bars', randomWalks(5_000, 250))];
    const universe = readUniverse();
    if (universe)
      rows.push(await measure(`8 indicators, ${universe.size} real series`, [...universe.values()]));
    return rows;
  },
};

async function measure(what: string, series: readonly BarSeries[]): Promise<BenchRow> {
  let sink = 0;
  const pass = await medianMs(5, () => {
    for (const bars of series)
      for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume])
        for (let i = 0; i < column.length; i++) sink += column[i] as number;
  });
  const ours = await medianMs(5, () => {
    for (const bars of series) for (const family of families) family(bars);
  });
  const bars = series.reduce((sum, { day }) => sum + day.length, 0);
  return {
    what,
    ours: `${ms(ours)} (${((ours * 1e6) / bars / families.length).toFixed(1)} ns a value)`,
    against: `one pass over memory, ${ms(pass)} (sum ${sink.toExponential(1)})`,
    ratio: ours / pass,
    goal: null,
  };
}

function randomWalks(count: number, length: number): BarSeries[] {
  let state = 42;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const first = toEpochDay('2024-01-01');
  return Array.from({ length: count }, () => {
    const bars = newBarSeries(length);
    for (let i = 0, price = 100; i < length; i++) {
      const open = price;
      price *= 1 + (next() - 0.5) * 0.04;
      bars.day[i] = first + i;
      bars.open[i] = open;
      bars.close[i] = price;
      bars.high[i] = Math.max(open, price) * 1.01;
      bars.low[i] = Math.min(open, price) * 0.99;
      bars.volume[i] = 1e6 * next();
    }
    return bars;
  });
}
