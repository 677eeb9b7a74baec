import type { RunServices } from './context.ts';
import { runsQueue } from './documents.ts';
import type { RunWorker } from './work-runs.ts';

/** A free worker takes a waiting run within milliseconds, and within seconds after its queue was away. */
const patienceMs = 15_000;

/** A check to be asked again and again: throws when runs have been waiting, this worker had room, and it has taken none for 15 s. */
export function checkTaking(
  { queue, clock }: Pick<RunServices, 'queue' | 'clock'>,
  worker: Pick<RunWorker, 'load'>,
  concurrency: number,
): () => Promise<void> {
  let idle: { readonly taken: number; readonly sinceMs: number } | null = null;
  return async () => {
    const { waiting } = await queue.counts(runsQueue);
    const { running, taken } = worker.load();
    const nowMs = clock.elapsed();
    if (waiting === 0 || running >= concurrency) idle = null;
    else if (idle?.taken !== taken) idle = { taken, sinceMs: nowMs };
    else if (nowMs - idle.sinceMs >= patienceMs)
      throw new Error(`${waiting} runs wait, there is room for ${concurrency - running}, and none is taken`);
  };
}
