import type { Run } from '@sagacity/contracts/runs';
import type { FakeOpenAi } from '@sagacity/testkit/fake-openai';
import { vi } from 'vitest';
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

/** Waits until the run fits; fails at once when it ended otherwise. */
export async function waitForRun(
  client: ApiClient,
  id: string,
  fits: (run: Run) => boolean,
  timeoutMs = 60_000,
): Promise<Run> {
  return vi.waitFor(
    async () => {
      const run = await client.call('getRun', { params: { id } });
      if (!fits(run)) throw new Error(`run is ${run.status}: ${run.failure?.message ?? run.progressPct}`);
      return run;
    },
    { timeout: timeoutMs, interval: 50 },
  );
}

export const hasEnded = (run: Run): boolean => run.status !== 'pending' && run.status !== 'running';
export const stepsDone = (run: Run): number => run.steps.filter(({ state }) => state === 'done').length;
