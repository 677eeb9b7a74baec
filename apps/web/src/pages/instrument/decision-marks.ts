import type { BarsReply } from '@sagacity/contracts/instruments';
import type { Rating } from '@sagacity/contracts/reports';
import type { RunSummary } from '@sagacity/contracts/runs';
import { type Chart, registerOverlay } from 'klinecharts';
import { dayMs } from './day-ms.ts';

const groupId = 'decisions';
const name = 'decision';
const away = 8;
const signs: Record<Rating, string> = {
  'strong-sell': '▼▼',
  sell: '▼',
  hold: '■',
  buy: '▲',
  'strong-buy': '▲▲',
};

interface Mark {
  text: string;
  isBelow: boolean;
  color: string;
  ground: string;
}

registerOverlay<Mark>({
  name,
  totalStep: 2,
  needDefaultPointFigure: false,
  needDefaultXAxisFigure: false,
  needDefaultYAxisFigure: false,
  createPointFigures: ({ overlay, coordinates }) => {
    const [at] = coordinates;
    const { text, isBelow, color, ground } = overlay.extendData;
    if (at === undefined) return [];
    return {
      type: 'text',
      attrs: {
        x: at.x,
        y: at.y + (isBelow ? away : -away),
        text,
        align: 'center',
        baseline: isBelow ? 'top' : 'bottom',
      },
      styles: {
        color,
        size: 11,
        weight: 600,
        backgroundColor: ground,
        borderColor: color,
        borderSize: 1,
        borderRadius: 3,
        paddingLeft: 4,
        paddingRight: 4,
        paddingTop: 2,
        paddingBottom: 2,
      },
    };
  },
});

/** A flag at the bar each report is dated at, a buy below it and the rest above; a click opens the report. */
export function drawDecisions(
  chart: Chart,
  bars: BarsReply['bars'],
  runs: readonly RunSummary[],
  how: { name(rating: Rating): string; color(token: string): string; open(runId: string): void },
): void {
  chart.removeOverlay({ groupId });
  const marked = new Set<string>();
  for (const run of runs) {
    const bar = bars.findLast(({ day }) => day <= run.config.asOf);
    if (bar === undefined || run.decision?.kind !== 'rated' || marked.has(bar.day)) continue;
    marked.add(bar.day);
    const { rating } = run.decision;
    const isBelow = rating.endsWith('buy');
    const tone = isBelow ? '--gain' : rating.endsWith('sell') ? '--loss' : '--ink-2';
    chart.createOverlay({
      name,
      groupId,
      lock: true,
      points: [{ timestamp: dayMs(bar.day), value: isBelow ? bar.low : bar.high }],
      extendData: {
        text: `${signs[rating]} ${how.name(rating)}`,
        isBelow,
        color: how.color(tone),
        ground: how.color('--surface'),
      } satisfies Mark,
      onClick: () => how.open(run.id),
    });
  }
}
