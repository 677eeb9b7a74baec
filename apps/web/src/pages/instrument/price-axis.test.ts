import type { AxisRange } from 'klinecharts';
import { describe, expect, it } from 'vitest';
import { logTicks } from './price-axis.ts';

const ticksOf = (from: number, to: number) =>
  logTicks({
    range: {
      realFrom: Math.log10(from),
      realTo: Math.log10(to),
      displayFrom: from,
      displayTo: to,
    } as AxisRange,
    bounding: { width: 800, height: 400, left: 0, right: 0, top: 0, bottom: 0 },
    defaultTicks: [{ coord: 1, value: 1, text: 'own' }],
  }).map(({ text, coord }) => [text, Math.round(coord)]);

describe('logTicks', () => {
  it('has round values at equal ratios at equal distances', () => {
    const ticks = ticksOf(0.5, 500);
    expect(ticks.map(([text]) => text)).toEqual(
      expect.arrayContaining(['1.00', '2.00', '5.00', '10.00', '20.00', '50.00', '100', '200']),
    );
    const at = new Map(ticks as [string, number][]);
    expect((at.get('1.00') as number) - (at.get('10.00') as number)).toBeCloseTo(400 / 3, -1);
  });
  it('leaves a narrow range to the chart', () => {
    expect(ticksOf(100, 110)).toEqual([['own', 1]]);
  });
});
