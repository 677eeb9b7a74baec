import { setTimeout } from 'node:timers/promises';
import type { Run } from '@sagacity/contracts/runs';
import type { FakeOpenAi } from '@sagacity/testkit/fake-openai';
import type { ApiClient } from './api-client.ts';

/** Lets the program call the local model server. */
export const llmEnv = { SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES: 'true' };

/** Adds the local server as vendor `local` with the models `quick`, `deep` and `spare`. */
export async function configureFakeModels(client: ApiClient, fake: FakeOpenAi): Promise<void> {
  const model = (name: string) => ({ name, inputPerMillion: 1, outputPerMillion: 2 });
  await client.call('putModelVendor', {
    params: { id: 'local' },
    body: {
      kind: 'openai-compatible',
      label: 'Local',
      baseUrl: fake.url,
      models: [model('quick'), model('deep'), model('spare')],
      apiKey: 'test-key',
    },
  });
}

export const llmConfig = {
  engine: 'llm',
  quickModel: 'local/quick',
  deepModel: 'local/deep',
  depth: 1,
} as const;

export const startRun = (client: ApiClient, config: object = {}, instrument = 'DEMO:NEBULA'): Promise<Run> =>
  client.call('createRun', { body: { instrument, config } });

/** The run as soon as it fits; throws with its state when that takes too long. */
export async function waitForRun(
  client: ApiClient,
  id: string,
  fits: (run: Run) => boolean,
  timeoutMs = 60_000,
): Promise<Run> {
  for (const endsAtMs = Date.now() + timeoutMs; ; ) {
    const run = await client.call('getRun', { params: { id } });
    if (fits(run)) return run;
    if (Date.now() > endsAtMs)
      throw new Error(`run is ${run.status}: ${run.failure?.message ?? run.progressPct}`);
    await setTimeout(50);
  }
}

export const hasEnded = (run: Run): boolean => run.status !== 'pending' && run.status !== 'running';
export const stepsDone = (run: Run): number => run.steps.filter(({ state }) => state === 'done').length;
