import type { AxisCreateTicksParams, AxisRange, AxisTick, Chart, KLineData } from 'klinecharts';
import type { ChartChoice } from './chart-choice.ts';

/** Round values within a decade, the closest first, each with the least distance between two of them in decades. */
const rounds = [
  { steps: [1, 1.5, 2, 3, 5, 7], apart: 0.12 },
  { steps: [1, 2, 5], apart: 0.3 },
  { steps: [1, 3], apart: 0.47 },
  { steps: [1], apart: 1 },
];
const leastGapPx = 26;

/** Round values of a logarithmic axis, which the chart would crowd at its top; its own where too few of them lie in the range. */
export function logTicks({ range, bounding, defaultTicks }: AxisCreateTicksParams): AxisTick[] {
  const { realFrom, realTo } = range;
  const decadePx = bounding.height / (realTo - realFrom);
  const { steps } = rounds.find(({ apart }) => apart * decadePx >= leastGapPx) ?? { steps: [1] };
  const ticks: AxisTick[] = [];
  for (let power = Math.floor(realFrom); power <= realTo; power++) {
    for (const step of steps) {
      const value = step * 10 ** power;
      const coord = bounding.height - (Math.log10(value) - realFrom) * decadePx;
      if (coord < leastGapPx / 2 || coord > bounding.height - leastGapPx / 2) continue;
      ticks.push({ coord, value, text: value >= 100 ? value.toFixed(0) : value.toFixed(2) });
    }
  }
  return ticks.length >= 4 ? ticks : defaultTicks;
}

/** From the lowest to the highest price of the candles: a band may reach to nothing or below, where there is no logarithm. */
export function logRange(candles: readonly Pick<KLineData, 'low' | 'high'>[], usual: AxisRange): AxisRange {
  const shown = candles.filter(({ low }) => low > 0);
  if (shown.length === 0) return usual;
  const from = Math.min(...shown.map(({ low }) => low)) / 1.02;
  const to = Math.max(...shown.map(({ high }) => high)) * 1.02;
  const [realFrom, realTo] = [Math.log10(from), Math.log10(to)];
  const linear = { from, to, range: to - from, displayFrom: from, displayTo: to, displayRange: to - from };
  return { ...usual, ...linear, realFrom, realTo, realRange: realTo - realFrom };
}

/** `headPx` and `footPx` stay free of candles. */
export function setPriceAxis(
  chart: Chart,
  scale: ChartChoice['scale'],
  { headPx, footPx }: { headPx: number; footPx: number },
): void {
  // The chart takes its gaps as parts of what is left between them.
  const between = Math.max(80, (chart.getSize('candle_pane', 'main')?.height ?? 0) - headPx - footPx);
  chart.overrideYAxis({
    paneId: 'candle_pane',
    name: scale === 'log' ? 'logarithm' : 'normal',
    gap: { top: Math.min(0.9, headPx / between), bottom: Math.min(0.9, footPx / between) },
    ...(scale === 'log'
      ? {
          createTicks: logTicks,
          createRange({ defaultRange }) {
            const { from, to } = chart.getVisibleRange();
            return logRange(chart.getDataList().slice(from, to), defaultRange);
          },
        }
      : {}),
  });
}
