import { type AppError, isAppError, messageOf, newId } from '@sagacity/kernel';
import type { RunServices } from './context.ts';
import { runEntity } from './documents.ts';
import { endRun } from './end-run.ts';
import { finishEnded } from './tell-end.ts';
import { trackRun } from './track-run.ts';

/**
 * Executes a run to its end, going on where a former process stopped. Returns when the run has an end; throws when this process
 * lost it (lease, shutdown, another took it up) or the store is away, so that the job is taken up again.
 */
export async function executeRun(services: RunServices, runId: string, signal: AbortSignal): Promise<void> {
  const runs = services.store.collection(runEntity);
  const execution = newId('exec');
  const run = await runs.findOneAndUpdate(
    { _id: runId, status: { $in: ['pending', 'running'] } },
    { $set: { status: 'running', execution } },
  );
  if (!run) return finishEnded(services, runId);
  if (run.cancelRequested) return endRun(services, runId, { status: 'cancelled' });
  if (!run.startedAt)
    await runs.updateOne(
      { _id: runId },
      { $set: { startedAt: new Date(services.clock.now()).toISOString() } },
    );
  const steps = run.steps.length > 0 ? run.steps : services.research.planSteps(run.config);
  const taken = new AbortController();
  const tracked = trackRun(services, {
    runId,
    execution,
    steps,
    onTaken: (by) => taken.abort(by),
  });
  try {
    const report = await services.research.execute({
      runId,
      ownerId: run.ownerId,
      instrument: run.instrument,
      config: run.config,
      steps,
      emit: tracked.emit,
      signal: AbortSignal.any([signal, taken.signal]),
    });
    await tracked.flush();
    await endRun(services, runId, { status: 'succeeded', report });
    await services.research.forgetProgress(runId);
  } catch (error) {
    const now = await runs.findOne({ _id: runId }, { fresh: true });
    const isLost = signal.aborted || taken.signal.aborted || isAppError(error, 'STORE_UNAVAILABLE');
    if (taken.signal.aborted || (isLost && !now?.cancelRequested)) throw error;
    await tracked.flush();
    if (now?.cancelRequested) return endRun(services, runId, { status: 'cancelled' });
    await endRun(services, runId, { status: 'failed', failure: failureOf(error) });
  }
}

const failureOf = (error: unknown): { code: AppError['code']; message: string } =>
  isAppError(error)
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: `the program failed: ${messageOf(error)}` };
