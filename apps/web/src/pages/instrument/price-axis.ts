import type { AxisCreateTicksParams, AxisTick, Chart } from 'klinecharts';
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

/** `footPx` stays free of candles. */
export function setPriceAxis(chart: Chart, scale: ChartChoice['scale'], footPx: number): void {
  chart.overrideYAxis({
    paneId: 'candle_pane',
    name: scale === 'log' ? 'logarithm' : 'normal',
    gap: { top: 0.16, bottom: footPx },
    ...(scale === 'log' ? { createTicks: logTicks } : {}),
  });
}
