import { startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { expect, it, onTestFinished } from 'vitest';
import {
  configureFakeModels,
  hasEnded,
  llmConfig,
  llmEnv,
  startRun,
  stepsDone,
  waitForRun,
} from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';

it('continues a run after kill -9 at the next agent and makes no completed model call twice', async () => {
  const fake = await startFakeOpenAi({
    script: async (request) => ({ ...(await autoAnswer(request)), latencyMs: 150 }),
  });
  onTestFinished(() => fake.close());
  const signedIn = await openSignedInApp(llmEnv);
  onTestFinished(() => signedIn.close());
  await configureFakeModels(signedIn.client, fake);

  const run = await startRun(signedIn.client, llmConfig);
  for (const wanted of [2, 6, 8]) {
    await waitForRun(signedIn.client, run.id, (now) => stepsDone(now) >= wanted);
    await signedIn.restart();
  }
  const ended = await waitForRun(signedIn.client, run.id, hasEnded);

  expect(ended.failure).toBeNull();
  expect(ended.status).toBe('succeeded');
  const completed = fake.journal.filter(({ outcome }) => outcome === 'completed');
  const asked = completed.map(({ request }) => JSON.stringify(request.messages) + request.model);
  expect(asked.length - new Set(asked).size, 'completed calls made again').toBe(0);
  expect(ended.usage.calls).toBe(new Set(asked).size);
});
