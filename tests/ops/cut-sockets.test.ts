import { startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { expect, it, onTestFinished } from 'vitest';
import { configureFakeModels, llmConfig, llmEnv, startRun } from '../harness/llm-run.ts';
import { type EventMessage, isEnd, readSome } from '../harness/read-events.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';

it('loses and doubles no event over 50 cut sockets', async () => {
  const fake = await startFakeOpenAi({
    script: async (request) => ({ ...(await autoAnswer(request)), latencyMs: 100, pieceMs: 60 }),
  });
  onTestFinished(() => fake.close());
  const { client, close } = await openSignedInApp(llmEnv);
  onTestFinished(close);
  await configureFakeModels(client, fake);
  const run = await startRun(client, { ...llmConfig, depth: 5 });

  const seen: EventMessage[] = [];
  let cuts = 0;
  while (!seen.some(isEnd)) {
    const most = cuts < 50 ? 1 + Math.floor(Math.random() * 2) : Number.POSITIVE_INFINITY;
    seen.push(...(await readSome(client, run.stream, seen.at(-1)?.offset ?? null, most)));
    cuts++;
  }
  const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);

  expect(cuts).toBeGreaterThanOrEqual(50);
  expect(seen.map(({ offset }) => offset)).toEqual(whole.map(({ offset }) => offset));
  expect(new Set(seen.map(({ offset }) => offset)).size).toBe(seen.length);
  expect(whole.at(-1)?.event.type).toBe('run-succeeded');
});
