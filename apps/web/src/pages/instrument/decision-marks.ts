import type { BarsReply } from '@sagacity/contracts/instruments';
import type { Rating } from '@sagacity/contracts/reports';
import type { Run } from '@sagacity/contracts/runs';
import type { Chart } from 'klinecharts';

const groupId = 'decisions';
const signs: Record<Rating, string> = {
  'strong-sell': '▼▼',
  sell: '▼',
  hold: '■',
  buy: '▲',
  'strong-buy': '▲▲',
};

/** A flag above the bar each report is dated at; a click opens the report. */
export function drawDecisions(
  chart: Chart,
  bars: BarsReply['bars'],
  runs: readonly Run[],
  how: { name(rating: Rating): string; open(runId: string): void },
): void {
  chart.removeOverlay({ groupId });
  const marked = new Set<string>();
  for (const run of runs) {
    const bar = bars.findLast(({ day }) => day <= run.config.asOf);
    if (bar === undefined || run.decision?.kind !== 'rated' || marked.has(bar.day)) continue;
    marked.add(bar.day);
    const { rating } = run.decision;
    chart.createOverlay({
      name: 'simpleAnnotation',
      groupId,
      lock: true,
      points: [{ timestamp: Date.parse(`${bar.day}T00:00:00Z`), value: bar.high }],
      extendData: `${signs[rating]} ${how.name(rating)}`,
      onClick: () => how.open(run.id),
    });
  }
}
