/** A token bucket: `burst` requests at once, refilled evenly at `perMinute`. */
export interface RateLimit {
  /** Takes a token and returns 0, or returns the milliseconds until there is one. */
  take(nowMs: number): number;
}

export function newRateLimit({ perMinute, burst }: { perMinute: number; burst: number }): RateLimit {
  const perMs = perMinute / 60_000;
  let tokens = burst;
  let last = Number.NEGATIVE_INFINITY;
  return {
    take(nowMs) {
      tokens = Math.min(burst, tokens + Math.max(0, nowMs - last) * perMs);
      last = nowMs;
      if (tokens < 1) return Math.ceil((1 - tokens) / perMs);
      tokens -= 1;
      return 0;
    },
  };
}
