import type { Rate } from './port.ts';

/**
 * A token bucket kept as one time, the one at which it is full again (the generic cell rate algorithm, ITU-T I.371): that time after a
 * token was taken, or how long to wait for one.
 */
export function nextArrival(fullAtMs: number, nowMs: number, { perMinute, burst }: Rate) {
  const everyMs = 60_000 / perMinute;
  const next = Math.max(fullAtMs, nowMs) + everyMs;
  const waitMs = Math.max(0, Math.ceil(next - nowMs - burst * everyMs));
  return { fullAtMs: waitMs === 0 ? next : fullAtMs, waitMs };
}
