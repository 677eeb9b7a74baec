import { describe, expect, it } from 'vitest';
import { dayMs } from './day-ms.ts';
import { indicatorRows } from './indicator-rows.ts';

const label = { zh: '', en: '' };
const candle = (day: string) => ({ timestamp: dayMs(day), open: 4, close: 6 });

describe('indicatorRows', () => {
  it('finds values by day, not by position', () => {
    const lines = [{ id: 'rsi14', label, values: [40, 55] }];
    const rows = indicatorRows([candle('2024-01-03'), candle('2024-01-02')], ['2024-01-02', '2024-01-03'], {
      lines,
    });
    expect(rows.map((row) => row.rsi14)).toEqual([55, 40]);
  });

  it('leaves out what has no logarithm where one is drawn', () => {
    const lines = [{ id: 'boll-lower', label, values: [-1, 0, 3] }];
    const days = ['2024-01-02', '2024-01-03', '2024-01-04'];
    const rows = indicatorRows(days.map(candle), days, { lines, isPositive: true });
    expect(rows.map((row) => row['boll-lower'])).toEqual([undefined, undefined, 3]);
  });

  it('leaves out what is not defined and days the series does not have', () => {
    const lines = [{ id: 'ma5', label, values: [null, 0] }];
    const days = ['2024-01-02', '2024-01-03'];
    const rows = indicatorRows([...days, '2024-01-04'].map(candle), days, { lines });
    expect(rows).toEqual([{ body: 2 }, { body: 2, ma5: 0 }, { body: 2 }]);
  });
});
