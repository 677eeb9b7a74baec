import { AppError, type Clock } from '@sagacity/kernel';

/**
 * Runs `work` with a signal that aborts with `signal` or after `ms` (TIME_LIMIT_EXCEEDED). Rejects at that moment even if `work`
 * does not listen.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  ms: number,
  what: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const limit = new AbortController();
  clock.sleep(ms, ended.signal).then(
    () =>
      limit.abort(
        new AppError('TIME_LIMIT_EXCEEDED', `${what} did not answer within ${ms} ms.`, { limitMs: ms }),
      ),
    () => {},
  );
  const either = AbortSignal.any([signal, limit.signal]);
  const aborted = new Promise<never>((_resolve, reject) => {
    either.addEventListener('abort', () => reject(either.reason), { once: true });
  });
  aborted.catch(() => {});
  const running = work(either);
  running.catch(() => {});
  try {
    return await Promise.race([running, aborted]);
  } finally {
    ended.abort();
  }
}
