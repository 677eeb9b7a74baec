import { type FakeOpenAi, type FakeScript, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import type { ApiClient } from '../api-client.ts';
import { configureFakeModels } from '../llm-run.ts';
import { docker } from './docker.ts';
import type { StackAddress } from './open-stack.ts';

/** Diligent models that take `latencyMs` to answer. */
export const slowModels =
  (latencyMs: number): FakeScript =>
  async (request) => ({ ...(await autoAnswer(request)), latencyMs });

/** A model server in this process where the stack's containers reach it, set up as the vendor of the models. */
export async function openFakeModels(
  { project }: StackAddress,
  client: ApiClient,
  script: FakeScript,
): Promise<FakeOpenAi> {
  const gateway = '{{(index .IPAM.Config 0).Gateway}}';
  const host = await docker(['network', 'inspect', `${project}-network`, '--format', gateway]);
  const fake = await startFakeOpenAi({ host, script });
  await configureFakeModels(client, fake);
  return fake;
}

const askOf = ({ request }: FakeOpenAi['journal'][number]) =>
  request.model + JSON.stringify(request.messages);

/** Calls that were answered to the end and then made again. */
export function repeatedCalls(fake: FakeOpenAi): number {
  const completed = fake.journal.filter(({ outcome }) => outcome === 'completed').map(askOf);
  return completed.length - new Set(completed).size;
}

/** When a process was killed: between the order and the answer that it was carried out. */
export interface Killed {
  readonly orderedMs: number;
  readonly doneMs: number;
}

/** Calls answered so shortly before a process died that it could not keep the answer. */
export const answeredJustBefore = (fake: FakeOpenAi, kills: readonly Killed[], withinMs = 300): number =>
  fake.journal.filter(({ outcome, endedAt }) =>
    kills.some(
      ({ orderedMs, doneMs }) =>
        outcome === 'completed' && endedAt !== null && endedAt >= orderedMs - withinMs && endedAt <= doneMs,
    ),
  ).length;
