import type { GroundingSummary, Usage } from '@sagacity/contracts/reports';
import type { Store } from '@sagacity/platform/store/port';
import type { AgentOutput } from '../roster/port.ts';
import { runStepResults } from './entities.ts';
import { pack, unpack } from './pack.ts';

/** A finished step, as it is kept and as the report is made of. Plain JSON. */
export interface StepResult {
  readonly step: string;
  readonly agent: string;
  readonly output: AgentOutput;
  readonly usage: Usage;
  readonly model: string | null;
  readonly fallback: boolean;
  readonly grounding: GroundingSummary;
  readonly startedAt: string;
  readonly finishedAt: string;
}

export async function readStepResults(store: Store, runId: string): Promise<Map<string, StepResult>> {
  const found = await store.collection(runStepResults).find({ runId }, { fresh: true });
  return new Map(found.map(({ step, packed }) => [step, unpack<StepResult>(packed)]));
}

/** Durable when it resolves; writing the same step again replaces it. */
export async function keepStepResult(store: Store, runId: string, result: StepResult): Promise<void> {
  const _id = `${runId}/${result.step}`;
  const document = { _id, runId, step: result.step, at: result.finishedAt, packed: pack(result) };
  await store.collection(runStepResults).replaceOne({ _id }, document, { upsert: true });
}
