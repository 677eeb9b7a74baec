import type { DeepPartial, Styles } from 'klinecharts';

/** The chart in the page's tokens as they are now; asked again when theme or gain colour change. */
export function chartStyles(): DeepPartial<Styles> {
  const now = getComputedStyle(document.documentElement);
  const token = (name: string) => now.getPropertyValue(name).trim();
  const resolve = (name: string) =>
    token(name).startsWith('var(') ? token(token(name).slice(4, -1)) : token(name);
  const [up, down, flat, ink, line] = [
    resolve('--gain'),
    resolve('--loss'),
    token('--ink-3'),
    token('--ink-3'),
    token('--line'),
  ];
  const axis = {
    axisLine: { color: line },
    tickLine: { color: line },
    tickText: { color: ink, family: token('--font'), size: 11 },
  };
  const colors = { upColor: up, downColor: down, noChangeColor: flat };
  const legend = { color: token('--ink-2'), family: token('--font'), size: 11 };
  return {
    grid: { horizontal: { color: line, style: 'dashed' }, vertical: { show: false } },
    candle: {
      bar: {
        ...colors,
        upBorderColor: up,
        downBorderColor: down,
        noChangeBorderColor: flat,
        upWickColor: up,
        downWickColor: down,
        noChangeWickColor: flat,
      },
      priceMark: {
        high: { color: ink },
        low: { color: ink },
        last: { ...colors, text: { color: token('--surface') } },
      },
      tooltip: { title: { show: false }, legend },
    },
    indicator: {
      bars: [{ upColor: `${up}99`, downColor: `${down}99`, noChangeColor: flat }],
      tooltip: { title: legend, legend },
      lastValueMark: { show: false },
    },
    xAxis: axis,
    yAxis: axis,
    separator: { color: line },
    crosshair: {
      horizontal: {
        line: { color: ink },
        text: { backgroundColor: token('--ink-2'), color: token('--surface') },
      },
      vertical: {
        line: { color: ink },
        text: { backgroundColor: token('--ink-2'), color: token('--surface') },
      },
    },
  };
}
