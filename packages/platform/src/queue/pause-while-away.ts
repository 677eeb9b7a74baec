const longestMs = 10_000;

/** How long a job waits after an attempt that met a store that is away: as after a failure, but so that it goes on soon after the return. */
export const pauseWhileAwayMs = (backoffMs: number, attempts: number): number =>
  Math.min(backoffMs * 2 ** (attempts - 1), longestMs);
