import type { RunEvent } from '@sagacity/contracts/events';
import type { Report } from '@sagacity/contracts/reports';
import type { RunServices } from './context.ts';
import { type RunDocument, reportEntity, runEntity, streamOf } from './documents.ts';

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
    if ((await runs.count(isOpen)) === 0) return;
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
  if (!run) return;
  await settleSteps(services, run, end, at);
  await services.events.append<RunEvent>(streamOf(runId), eventOf(run, end));
}

/** Steps that were under way when the run ended did not finish: they say why. */
async function settleSteps(services: Pick<RunServices, 'store'>, run: RunDocument, end: RunEnd, at: string) {
  if (end.status === 'succeeded') return;
  const reason = end.status === 'failed' ? end.failure.message : 'the run was cancelled';
  const state = end.status === 'failed' ? ('failed' as const) : ('skipped' as const);
  const steps = run.steps.map((step) =>
    step.state === 'running' ? { ...step, state, finishedAt: at, reason } : step,
  );
  await services.store.collection(runEntity).updateOne({ _id: run._id }, { $set: { steps } });
}

function eventOf(run: RunDocument, end: RunEnd): RunEvent {
  const base = { runId: run._id, usage: run.usage };
  if (end.status === 'failed') return { type: 'run-failed', ...base, failure: end.failure };
  return { type: end.status === 'succeeded' ? 'run-succeeded' : 'run-cancelled', ...base };
}
