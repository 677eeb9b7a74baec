import { setTimeout } from 'node:timers/promises';

/** Asks until `ask` gives something other than null, false or an error, and returns it; throws with the last error when it takes too long. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false | undefined>,
  { timeoutMs = 60_000, everyMs = 100 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const endsAtMs = performance.now() + timeoutMs;
  for (;;) {
    let why: unknown = 'not yet';
    const found = await ask().catch((error: unknown) => {
      why = error;
      return null;
    });
    if (found !== null && found !== false && found !== undefined) return found;
    if (performance.now() > endsAtMs) throw new Error(`${what}: not within ${timeoutMs} ms`, { cause: why });
    await setTimeout(everyMs);
  }
}
