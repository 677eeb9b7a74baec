import { startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { expect, it, onTestFinished } from 'vitest';
import {
  configureFakeModels,
  hasEnded,
  llmConfig,
  llmEnv,
  startRun,
  waitForRun,
} from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';

it('cancels a run whose model hangs within two seconds', async () => {
  const fake = await startFakeOpenAi({ script: () => ({ hang: 'after-text', text: 'Thinking' }) });
  onTestFinished(() => fake.close());
  const { client, close } = await openSignedInApp(llmEnv);
  onTestFinished(close);
  await configureFakeModels(client, fake);
  const run = await startRun(client, llmConfig);
  await waitForRun(client, run.id, () => fake.count() > 0);

  const asked = Date.now();
  await client.call('cancelRun', { params: { id: run.id } });
  const ended = await waitForRun(client, run.id, hasEnded, 2_000);
  expect(ended.status).toBe('cancelled');
  expect(Date.now() - asked).toBeLessThan(2_000);
  await expect(client.call('getReport', { params: { id: run.id } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
