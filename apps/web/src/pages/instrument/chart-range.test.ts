import { describe, expect, it } from 'vitest';
import { barsIn, firstDayOf, periodOf, rowsOf } from './chart-range.ts';

const apple = { from: '1980-12-12', to: '2026-11-20', rows: 11_585 };
const desk = 840;
const phone = 290;

describe('firstDayOf', () => {
  it.each([
    ['m1', '2024-03-31', '2024-02-29'],
    ['m6', '2024-03-31', '2023-09-30'],
    ['ytd', '2024-03-31', '2024-01-01'],
    ['y1', '2024-02-29', '2023-02-28'],
    ['y5', '2024-01-15', '2019-01-15'],
    ['all', '2024-01-15', null],
  ] as const)('%s before %s is %s', (range, last, first) => {
    expect(firstDayOf(range, last)).toBe(first);
  });
});

describe('rowsOf', () => {
  it('counts the bars from the first day on', () => {
    const days = ['2023-12-29', '2024-01-02', '2024-01-03'];
    expect(rowsOf('ytd', days)).toBe(2);
    expect(rowsOf('all', days)).toBe(3);
    expect(rowsOf('m1', [])).toBe(0);
  });
});

describe('periodOf', () => {
  it.each([
    ['m1', desk, 'day'],
    ['y1', desk, 'day'],
    ['y5', desk, 'week'],
    ['all', desk, 'month'],
    ['m6', phone, 'day'],
    ['y1', phone, 'week'],
    ['y5', phone, 'month'],
  ] as const)('chooses by itself what fits %s into %d pixels: %s', (range, widthPx, period) => {
    expect(periodOf({ range, period: 'auto' }, apple, widthPx)).toBe(period);
  });

  it('keeps to what was chosen until it cannot be drawn', () => {
    expect(periodOf({ range: 'm6', period: 'day' }, apple, phone)).toBe('day');
    expect(periodOf({ range: 'y5', period: 'day' }, apple, desk)).toBe('week');
    expect(periodOf({ range: 'm1', period: 'month' }, apple, desk)).toBe('month');
  });

  it('counts no more bars than are held', () => {
    expect(barsIn('y5', 'day', { from: '2026-10-01', to: '2026-11-20', rows: 36 })).toBe(36);
    expect(
      periodOf({ range: 'all', period: 'auto' }, { from: '2026-10-01', to: '2026-11-20', rows: 36 }, phone),
    ).toBe('day');
  });
});
