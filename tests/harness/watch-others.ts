import { readFileSync } from 'node:fs';

export interface Others {
  readonly requests: number;
  readonly failed: number;
  /** The longest a request took, in ms. */
  readonly longestMs: number;
}

/** Asks for `url` every 50 ms while `work` goes on, as somebody else would. */
export async function watchOthers(
  url: string,
  init: RequestInit,
  work: () => Promise<unknown>,
): Promise<Others> {
  let going = true;
  const seen = { requests: 0, failed: 0, longestMs: 0 };
  const watching = (async () => {
    while (going) {
      const began = performance.now();
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) }).catch(() => null);
      await reply?.text();
      seen.requests += 1;
      if (!reply?.ok) seen.failed += 1;
      seen.longestMs = Math.max(seen.longestMs, Math.round(performance.now() - began));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  try {
    await work();
  } finally {
    going = false;
    await watching;
  }
  return seen;
}

/** Most memory the process has held so far, in MB. */
export const peakMb = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
