import { ApiError } from '../api/api-error.ts';

interface ServingWatchDeps {
  /** Whether the server says of itself that it serves. */
  isUp(): Promise<boolean>;
  /** Makes the reads that failed once more; their failures are noticed on their way. */
  retryReads(): Promise<unknown>;
  onAway(): void;
  /** After it was away; not after a refusal that the next attempt did not meet. */
  onBack(): void;
  /** Resolves after the time, or when `signal` says that somebody does not want to wait. */
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}
interface ServingWatch {
  /** Something met a server that does not serve. */
  noticed(): void;
  /** Tries without waiting for the next turn. */
  tryNow(): void;
  /** Resolves with the first attempt that does not meet a server that is away; rejects when one fails for another reason. */
  waitFor<T>(attempt: () => Promise<T>): Promise<T>;
}

const firstWaitMs = 1000;
const mostWaitMs = 8000;

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** The server counts as back when it says so and everything that was refused goes through: its word alone may be older than a fault. */
export function createServingWatch({ wait = sleep, ...deps }: ServingWatchDeps): ServingWatch {
  const waiting = new Set<() => Promise<void>>();
  let isWatching = false;
  let refusals = 0;
  let patience = new AbortController();

  async function isBack(): Promise<boolean> {
    if (!(await deps.isUp())) return false;
    refusals = 0;
    await Promise.all([deps.retryReads(), ...[...waiting].map((again) => again())]);
    return refusals === 0;
  }
  async function watch(): Promise<void> {
    let isAway = false;
    for (let waitMs = firstWaitMs; !(await isBack()); waitMs = Math.min(mostWaitMs, waitMs * 2)) {
      isAway = true;
      deps.onAway();
      patience = new AbortController();
      await wait(waitMs, patience.signal);
    }
    isWatching = false;
    if (isAway) deps.onBack();
  }
  function noticed(): void {
    refusals += 1;
    if (isWatching) return;
    isWatching = true;
    void watch();
  }
  return {
    noticed,
    tryNow: () => patience.abort(),
    waitFor: (attempt) =>
      new Promise((resolve, reject) => {
        async function again(): Promise<void> {
          try {
            resolve(await attempt());
          } catch (error) {
            if (error instanceof ApiError && error.notServing) return noticed();
            reject(error);
          }
          waiting.delete(again);
        }
        waiting.add(again);
        noticed();
      }),
  };
}
