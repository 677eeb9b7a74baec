export type CircuitState = 'closed' | 'open' | 'half-open';

/** Failures in a row that open the circuit, and how long it stays open before one request may try again. */
const failuresToOpen = 3;
const coolDownMs = 60_000;

/** Stops asking a vendor that fails: closed → open after three failures in a row → half-open after a minute → closed or open. */
export interface Circuit {
  state(nowMs: number): CircuitState;
  /** True when a request may go out. Half-open lets one through at a time. */
  enter(nowMs: number): boolean;
  succeeded(): void;
  failed(nowMs: number): void;
  /** Closed to requests until then, without counting as a failure: the vendor asked for it. */
  pauseUntil(ms: number): void;
  pausedMs(nowMs: number): number;
}

export function newCircuit(): Circuit {
  let failures = 0;
  let openedAt = Number.NaN;
  let trying = false;
  let pausedUntil = 0;
  const state = (nowMs: number): CircuitState => {
    if (Number.isNaN(openedAt)) return 'closed';
    return nowMs - openedAt >= coolDownMs ? 'half-open' : 'open';
  };
  return {
    state,
    enter(nowMs) {
      const now = state(nowMs);
      if (now === 'open' || (now === 'half-open' && trying)) return false;
      trying = now === 'half-open';
      return true;
    },
    succeeded() {
      failures = 0;
      openedAt = Number.NaN;
      trying = false;
    },
    failed(nowMs) {
      failures += 1;
      if (trying || failures >= failuresToOpen) openedAt = nowMs;
      trying = false;
    },
    pauseUntil(ms) {
      pausedUntil = ms;
      trying = false;
    },
    pausedMs: (nowMs) => Math.max(0, pausedUntil - nowMs),
  };
}
