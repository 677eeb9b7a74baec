import { type FakeOpenAi, type FakeScript, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  configureFakeModels,
  hasEnded,
  llmConfig,
  llmEnv,
  startRun,
  waitForRun,
} from '../harness/llm-run.ts';
import { readEvents } from '../harness/read-events.ts';
import { openSignedInApp, type SignedInApp } from '../harness/signed-in-app.ts';

let fake: FakeOpenAi;
let signedIn: SignedInApp;
beforeAll(async () => {
  fake = await startFakeOpenAi();
  signedIn = await openSignedInApp(llmEnv);
  await configureFakeModels(signedIn.client, fake);
});
afterAll(async () => {
  await signedIn?.close();
  await fake?.close();
});

async function runWith(script: FakeScript, config: object = {}) {
  fake.behave(script);
  const { client } = signedIn;
  const run = await startRun(client, { ...llmConfig, ...config });
  return waitForRun(client, run.id, hasEnded);
}
const reportOf = (id: string) => signedIn.client.call('getReport', { params: { id } });

it('streams the text of every step and reports what each step cost', async () => {
  const run = await runWith((request) => ({ ...autoAnswer(request), pieceMs: 60 }));
  expect(run.failure).toBeNull();
  const events = await readEvents(signedIn.client, run.stream);
  const streamed = events.flatMap((event) => (event.type === 'run-step-text' ? [event.stepId] : []));
  expect(new Set(streamed)).toEqual(new Set(run.steps.map(({ id }) => id)));
  expect(streamed.length).toBeGreaterThan(run.steps.length * 2);
  const report = await reportOf(run.id);
  expect(report.engine).toBe('llm');
  expect(report.steps.every(({ calls, cost, model }) => calls > 0 && cost > 0 && model !== null)).toBe(true);
  expect(report.usage.calls).toBe(fake.journal.filter(({ outcome }) => outcome === 'completed').length);
});

it('answers the tools a model calls, from the frozen snapshot', async () => {
  const answered: string[] = [];
  const run = await runWith((request) => {
    const toolReplies = request.messages.filter(({ role }) => role === 'tool');
    answered.push(...toolReplies.map(({ content }) => String(content)));
    return toolReplies.length > 0
      ? autoAnswer(request)
      : { toolCalls: [{ name: 'get_fact', arguments: { id: 'market.close' } }] };
  });
  expect(run.failure).toBeNull();
  const close = (await reportOf(run.id)).facts.find(({ id }) => id === 'market.close');
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.some((text) => text.includes('market.close') && text.includes(String(close?.asOf)))).toBe(
    true,
  );
});

it('stops before a call that the budget cannot pay', async () => {
  const before = fake.count();
  const run = await runWith(autoAnswer, { budget: { maxCost: 0.000_001 } });
  expect(run).toMatchObject({ status: 'failed', failure: { code: 'BUDGET_EXCEEDED' }, decision: null });
  expect(fake.count()).toBe(before);
});

it('falls back to the next model and names it in the report', async () => {
  const run = await runWith(
    (request) => (request.model === 'quick' ? { status: 500 } : autoAnswer(request)),
    { fallbackModels: ['local/spare'] },
  );
  expect(run.failure).toBeNull();
  const { steps } = await reportOf(run.id);
  expect(steps.filter(({ fallback }) => fallback).map(({ model }) => model)).toContain('local/spare');
  expect(steps.find(({ agent }) => agent === 'risk-manager')).toMatchObject({
    model: 'local/deep',
    fallback: false,
  });
});

it('ends as a failed run with its reason when no model answers, never with a recommendation', async () => {
  const run = await runWith(() => ({ status: 401 }));
  expect(run).toMatchObject({ status: 'failed', decision: null });
  expect(run.failure?.message).toContain('local/quick');
  await expect(reportOf(run.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
