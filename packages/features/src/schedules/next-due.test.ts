import { expect, it } from 'vitest';
import { nextDueMs } from './next-due.ts';

const next = (cron: string, zone: string | null, after: string) => {
  const due = nextDueMs({ cron, zone }, Date.parse(after));
  return due === null ? null : new Date(due).toISOString();
};
const closes = '0 16 * * 1-5';

it('is due at the time of the zone, on both sides of a change to summer time', () => {
  expect(next(closes, 'Asia/Shanghai', '2026-03-05T00:00:00Z')).toBe('2026-03-05T08:00:00.000Z');
  expect(next(closes, 'America/New_York', '2026-03-06T00:00:00Z')).toBe('2026-03-06T21:00:00.000Z');
  expect(next(closes, 'America/New_York', '2026-03-06T21:00:00Z')).toBe('2026-03-09T20:00:00.000Z');
});

it('is due once a day although the hour comes twice or not at all', () => {
  expect(next('30 1 * * *', 'America/New_York', '2026-11-01T05:30:00Z')).toBe('2026-11-02T06:30:00.000Z');
  expect(next('30 2 * * *', 'America/New_York', '2026-03-08T00:00:00Z')).toMatch(/^2026-03-08T0[67]:/);
});

it('follows the zone of the machine when none is named', () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  expect(next('0 3 * * *', null, '2026-01-05T12:00:00Z')).toBe(
    next('0 3 * * *', timeZone, '2026-01-05T12:00:00Z'),
  );
});

it('is never due on a day that never comes, and refuses what is no cron or no zone', () => {
  expect(next('0 0 30 2 *', 'UTC', '2026-01-05T12:00:00Z')).toBeNull();
  expect(() => next('every day', 'UTC', '2026-01-05T12:00:00Z')).toThrow();
  expect(() => next(closes, 'Mars/Olympus', '2026-01-05T12:00:00Z')).toThrow();
});
