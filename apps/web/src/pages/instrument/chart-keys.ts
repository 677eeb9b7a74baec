import type { Chart } from 'klinecharts';

const pane = 'candle_pane';

function point(chart: Chart, index: number): void {
  const bar = chart.getDataList()[index];
  if (bar === undefined) return;
  const { from, to } = chart.getVisibleRange();
  if (index < from || index >= to)
    chart.scrollToDataIndex(Math.min(chart.getDataList().length - 1, index + 10));
  const [at] = [chart.convertToPixel({ dataIndex: index, value: bar.close }, { paneId: pane })].flat();
  if (at?.x !== undefined && at.y !== undefined)
    chart.executeAction('onCrosshairChange', { x: at.x, y: at.y, paneId: pane });
}

/**
 * What a key does: arrows go from bar to bar (with shift ten), Home and End to the first and last, plus and minus zoom. Returns the bar
 * that is read now, null for none, undefined when the key means nothing here. `last` is of the bars shown: the chart may still be loading.
 */
export function pressKey(
  chart: Chart,
  event: KeyboardEvent,
  { read, last }: { readonly read: number | null; readonly last: number },
): number | null | undefined {
  const go = (index: number): number => {
    const target = Math.max(0, Math.min(last, index));
    point(chart, target);
    return target;
  };
  const step = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowLeft':
      return go((read ?? last + 1) - step);
    case 'ArrowRight':
      return go((read ?? last - 1) + step);
    case 'Home':
      return go(0);
    case 'End':
      return go(last);
    case '+':
    case '=':
      chart.zoomAtDataIndex(1.25, read ?? last);
      return read;
    case '-':
      chart.zoomAtDataIndex(0.8, read ?? last);
      return read;
    case 'Escape':
      chart.executeAction('onCrosshairChange', {});
      return null;
    default:
      return undefined;
  }
}
