import { AppError, type Clock } from '@sagacity/kernel';

/**
 * Runs `work` until it ends, the caller's signal aborts (CANCELLED) or `limitMs` passed (TIME_LIMIT_EXCEEDED), whichever is first. The
 * work's own signal aborts in both cases; it is not waited for.
 */
export async function withLimit<T>(
  clock: Clock,
  limitMs: number,
  caller: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const ended = new AbortController();
  const cancel = () => stop.abort(new AppError('CANCELLED', 'The run was cancelled.', {}, caller.reason));
  if (caller.aborted) cancel();
  caller.addEventListener('abort', cancel, { once: true });
  clock.sleep(limitMs, ended.signal).then(
    () =>
      stop.abort(
        new AppError('TIME_LIMIT_EXCEEDED', `The run took longer than its limit of ${limitMs} ms.`, {
          limitMs,
        }),
      ),
    () => undefined,
  );
  const stopped = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(stop.signal.reason);
    if (stop.signal.aborted) fail();
    else stop.signal.addEventListener('abort', fail, { once: true });
  });
  try {
    stop.signal.throwIfAborted();
    const working = work(stop.signal);
    working.catch(() => undefined); // its failure after a stop has no listener left
    return await Promise.race([working, stopped]);
  } finally {
    stopped.catch(() => undefined);
    caller.removeEventListener('abort', cancel);
    ended.abort();
  }
}
