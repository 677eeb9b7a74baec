import type { Report } from '@sagacity/contracts/reports';
import type { RunServices } from './context.ts';
import { reportEntity, runEntity } from './documents.ts';
import { tellEnd } from './tell-end.ts';

export type RunEnd =
  | { readonly status: 'succeeded'; readonly report: Report }
  | { readonly status: 'failed'; readonly failure: { code: string; message: string } }
  | { readonly status: 'cancelled' };

/**
 * Writes the end of a run once, after its report, then says so on its stream. A run that ended before stays as it is; a report counts
 * from the run's success on. Each is one write: a transaction of a worker that dies would hold the run for a minute, while the next
 * worker waits to take it up.
 */
export async function endRun(
  services: Pick<RunServices, 'store' | 'events' | 'clock' | 'research'>,
  runId: string,
  end: RunEnd,
): Promise<void> {
  const at = new Date(services.clock.now()).toISOString();
  const usage = end.status === 'succeeded' ? end.report.usage : await services.research.spent(runId);
  const runs = services.store.collection(runEntity);
  const isOpen = { _id: runId, status: { $in: ['pending', 'running'] as const } };
  if (end.status === 'succeeded') {
    if ((await runs.count(isOpen, { fresh: true })) === 0) return;
    await services.store
      .collection(reportEntity)
      .replaceOne({ _id: runId }, { _id: runId, report: end.report }, { upsert: true });
  }
  const run = await runs.findOneAndUpdate(isOpen, {
    $set: {
      status: end.status,
      finishedAt: at,
      failure: end.status === 'failed' ? end.failure : null,
      usage,
      ...(end.status === 'succeeded' ? { decision: end.report.decision } : {}),
    },
  });
  // An end whose answer was lost is asked for again and is there already.
  const ended =
    run ?? (await runs.findOne({ _id: runId, status: end.status, finishedAt: at }, { fresh: true }));
  if (ended) await tellEnd(services, ended);
}
