import type { BarsReply } from '@sagacity/contracts/instruments';
import type { Rating } from '@sagacity/contracts/reports';
import type { RunSummary } from '@sagacity/contracts/runs';
import { type Chart, type OverlayFigure, registerOverlay, utils } from 'klinecharts';
import { dayMs } from './day-ms.ts';
import { layFlags, type Mark } from './mark-lane.ts';

const name = 'decisions';
const fontPx = 11;
/** Kept free of candles at the foot of their pane. */
export const lanePx = 26;
const signs: Record<Rating, string> = {
  'strong-sell': '▼▼',
  sell: '▼',
  hold: '■',
  buy: '▲',
  'strong-buy': '▲▲',
};

interface Lane {
  readonly marks: readonly Mark[];
  readonly family: string;
  color(token: string): string;
}

function flagFigures(
  { mark, x, text }: ReturnType<typeof layFlags<Mark>>[number],
  bottomPx: number,
  lane: Lane,
) {
  const color = lane.color(mark.token);
  return {
    key: mark.runId,
    type: 'text',
    attrs: { x, y: bottomPx - lanePx / 2, text, align: 'center', baseline: 'middle' },
    styles: {
      color,
      size: fontPx,
      family: lane.family,
      weight: 600,
      backgroundColor: lane.color('--surface'),
      borderColor: color,
      borderSize: 1,
      borderRadius: 3,
      paddingLeft: 4,
      paddingRight: 4,
      paddingTop: 2,
      paddingBottom: 2,
    },
  } satisfies OverlayFigure;
}

registerOverlay<Lane>({
  name,
  totalStep: 2,
  needDefaultPointFigure: false,
  needDefaultXAxisFigure: false,
  needDefaultYAxisFigure: false,
  createPointFigures({ overlay, coordinates, bounding }) {
    const lane = overlay.extendData;
    const placed = lane.marks.flatMap((mark, i) => {
      const at = coordinates[i];
      return at === undefined || at.x < 0 || at.x > bounding.width ? [] : [{ mark, x: at.x, y: at.y }];
    });
    const stems = placed.map(({ x, y }) => ({
      type: 'line',
      attrs: {
        coordinates: [
          { x, y: Math.min(y + 3, bounding.height - lanePx) },
          { x, y: bounding.height - lanePx + 4 },
        ],
      },
      styles: { style: 'dashed', color: lane.color('--line-strong'), dashedValue: [1, 3], size: 1 },
      ignoreEvent: true,
    }));
    const widthOf = (text: string) => utils.calcTextWidth(text, fontPx, 600, lane.family) + 10;
    const flags = layFlags(placed, widthOf).map((flag) => flagFigures(flag, bounding.height, lane));
    return [...stems, ...flags];
  },
});

/** In the lane under the candles a flag below the bar each report is dated at; a click opens the report. */
export function drawDecisions(
  chart: Chart,
  bars: BarsReply['bars'],
  runs: readonly RunSummary[],
  how: Pick<Lane, 'color' | 'family'> & { name(rating: Rating): string; open(runId: string): void },
): void {
  chart.removeOverlay({ name });
  const marks: (Mark & { timestamp: number; value: number })[] = [];
  const marked = new Set<string>();
  for (const run of runs) {
    // A week or month carries the day of its last session: the report lies in the first bar that ends on its day or later.
    const bar = bars.find(({ day }) => day >= run.config.asOf) ?? bars.at(-1);
    if (bar === undefined || run.decision?.kind !== 'rated' || marked.has(bar.day)) continue;
    marked.add(bar.day);
    const { rating } = run.decision;
    const token = rating.endsWith('buy') ? '--gain' : rating.endsWith('sell') ? '--loss' : '--ink-2';
    const sign = signs[rating];
    const label = `${sign} ${how.name(rating)}`;
    marks.push({ runId: run.id, label, sign, token, timestamp: dayMs(bar.day), value: bar.low });
  }
  if (marks.length === 0) return;
  chart.createOverlay({
    name,
    lock: true,
    points: marks.map(({ timestamp, value }) => ({ timestamp, value })),
    extendData: { marks, family: how.family, color: how.color } satisfies Lane,
    onClick: ({ figure }) => {
      if (figure?.key !== undefined) how.open(figure.key);
    },
  });
}
