import type { RunEvent } from '@sagacity/contracts/events';
import type { RunServices } from './context.ts';
import { type RunDocument, runEntity, streamOf } from './documents.ts';

type Telling = Pick<RunServices, 'store' | 'events'>;
type Finishing = Telling & Pick<RunServices, 'research'>;
const endTypes: ReadonlySet<RunEvent['type']> = new Set(['run-succeeded', 'run-failed', 'run-cancelled']);
/** More events than any run has. */
export const mostEvents = 100_000;

/** Says on its stream that a run has ended, as its document says, once no step of it is shown as under way. */
export async function tellEnd(services: Telling, run: RunDocument): Promise<void> {
  if (run.status === 'pending' || run.status === 'running') return;
  if (run.status !== 'succeeded') await settleSteps(services, run);
  const base = { runId: run._id, usage: run.usage };
  const type = run.status === 'succeeded' ? 'run-succeeded' : 'run-cancelled';
  const event: RunEvent = run.failure
    ? { type: 'run-failed', ...base, failure: run.failure }
    : { type, ...base };
  await services.events.append<RunEvent>(streamOf(run._id), event);
}

/** Does for a run that has ended what its worker may have died before: says the end, and forgets what a success needs no more. */
export async function finishEnded(services: Finishing, runId: string): Promise<void> {
  const run = await services.store.collection(runEntity).findOne({ _id: runId }, { fresh: true });
  if (!run) return;
  const told = await services.events.read<RunEvent>(streamOf(runId), null, mostEvents);
  const last = told.at(-1)?.event.type;
  if (last === undefined || !endTypes.has(last)) await tellEnd(services, run);
  if (run.status === 'succeeded') await services.research.forgetProgress(runId);
}

/** Steps that were under way when the run ended did not finish: they say why. What one of them failed at, the others did not. */
async function settleSteps({ store }: Telling, { _id, status, failure, finishedAt, steps }: RunDocument) {
  const failed = steps.find((step) => step.state === 'failed');
  const reason = failed ? 'stopped, as another step failed' : (failure?.message ?? 'the run was cancelled');
  const state = status === 'failed' && !failed ? 'failed' : 'skipped';
  const settled = steps.map((step) =>
    step.state === 'running' ? ({ ...step, state, finishedAt, reason } as const) : step,
  );
  await store.collection(runEntity).updateOne({ _id }, { $set: { steps: settled } });
}
