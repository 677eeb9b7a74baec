import type { Store } from '@sagacity/platform/store/port';
import { runCheckpoints, runSnapshots, runStepResults } from './entities.ts';

/** Removes all a run kept to go on after a crash. Call once its report is stored, or when the run is deleted. */
export async function forgetRun(store: Store, runId: string): Promise<void> {
  await store.collection(runCheckpoints).deleteOne({ _id: runId });
  await store.collection(runStepResults).deleteMany({ runId });
  await store.collection(runSnapshots).deleteOne({ _id: runId });
}
