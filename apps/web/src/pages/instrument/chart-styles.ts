import type { DeepPartial, Styles } from 'klinecharts';
import type { legendOf } from './chart-legend.ts';

/** What a token stands for now, also one that names another. */
export function tokenColor(name: string): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return value.startsWith('var(') ? tokenColor(value.slice(4, -1)) : value;
}

/** The chart in the page's tokens as they are now; a narrow one names values only under the finger. */
export function chartStyles(isNarrow: boolean, template: ReturnType<typeof legendOf>): DeepPartial<Styles> {
  const token = tokenColor;
  const [up, down, flat, ink, line] = [
    tokenColor('--gain'),
    tokenColor('--loss'),
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
  const family = token('--font');
  const legend = { color: token('--ink-2'), family, size: 11, marginLeft: 4, marginRight: 6 };
  const crossText = { backgroundColor: token('--ink-2'), color: token('--surface'), family, size: 11 };
  const showRule = isNarrow ? ('follow_cross' as const) : ('always' as const);
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
        high: { color: ink, textFamily: family },
        low: { color: ink, textFamily: family },
        last: { ...colors, text: { color: token('--surface'), family, size: 11 } },
      },
      tooltip: { showRule, title: { show: false }, legend: { ...legend, template } },
    },
    indicator: {
      bars: [{ upColor: `${up}99`, downColor: `${down}99`, noChangeColor: flat }],
      tooltip: { showRule, title: legend, legend },
      lastValueMark: { show: false },
    },
    xAxis: axis,
    yAxis: axis,
    separator: { color: line },
    crosshair: {
      horizontal: { line: { color: ink }, text: crossText },
      vertical: { line: { color: ink }, text: crossText },
    },
    overlay: { text: { family } },
  };
}
