import { Secret } from '@sagacity/kernel';
import { openOutbound } from '@sagacity/platform/http/index';
import { readStepResults } from '@sagacity/research/checkpoint/step-results';
import { startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import type { FakeRequest } from '@sagacity/testkit/fake-openai-port';
import { textOf } from '@sagacity/testkit/fake-openai-replies';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRun } from './create-run.ts';
import { getReport } from './get-report.ts';
import { getRun } from './get-run.ts';
import { openRealResearch } from './real-research.fixture.ts';
import { retryRun } from './retry-run.ts';

const price = { inputPerMillion: 1, outputPerMillion: 4, contextTokens: 64_000, maxOutputTokens: 4_000 };
const promptOf = ({ messages }: FakeRequest) => messages.map(textOf).join('\n');
/** Which agent asks: no two write the same sections. */
const sectionsOf = (request: FakeRequest) => /^SECTIONS: (.*)$/m.exec(promptOf(request))?.[1] ?? '';
const localVendor = (baseUrl: string) => ({
  id: 'local',
  kind: 'openai-compatible' as const,
  baseUrl,
  enabled: true,
  apiKey: new Secret('k'),
  models: [{ name: 'm', ...price }],
});

it('a run calls its models through the given client, which screens where it connects', async () => {
  const server = await startFakeOpenAi({ script: autoAnswer });
  const screened = vi.fn(openOutbound({ allowPrivate: false }));
  const real = await openRealResearch([localVendor(server.url)], screened);
  onTestFinished(async () => {
    await real.close();
    await server.close();
  });
  const { id } = await createRun(real.as('ann'), {
    instrument: 'DEMO:NEBULA',
    config: { asOf: '2026-06-30', depth: 1, engine: 'llm', quickModel: 'local/m', deepModel: 'local/m' },
  });
  await real.ends('ann', id, 'failed');
  expect((await getRun(real.as('ann'), { id })).failure?.code).toBe('ADDRESS_REFUSED');
  expect(screened).toHaveBeenCalled();
  expect(server.journal).toEqual([]);
}, 30_000);

it('a run that failed at a step is retried from there: no finished step is asked again or paid twice', async () => {
  const asked: string[] = [];
  const remembering = new Set<string>();
  let refuses = true;
  const server = await startFakeOpenAi({
    script(request) {
      if (refuses && sectionsOf(request) === 'trader-plan') return { status: 400, message: 'refused' };
      asked.push(sectionsOf(request));
      if (promptOf(request).includes('\nmemory.1.rating | ')) remembering.add(sectionsOf(request));
      return autoAnswer(request);
    },
  });
  const real = await openRealResearch([localVendor(server.url)]);
  onTestFinished(async () => {
    await real.close();
    await server.close();
  });
  const earlier = await real.report('ann', 'DEMO:NEBULA', { asOf: '2026-05-06', depth: 1 });
  const { id, steps } = await createRun(real.as('ann'), {
    instrument: 'DEMO:NEBULA',
    config: { asOf: '2026-06-30', depth: 2, engine: 'llm', quickModel: 'local/m', deepModel: 'local/m' },
  });
  await real.ends('ann', id, 'failed');
  const before = [...asked];
  const finished = [...(await readStepResults(real.services.store, id)).keys()];
  expect(finished).toEqual(expect.arrayContaining(['market', 'bull', 'bear', 'research-manager']));
  expect(finished).not.toContain('trader');

  await real.report('ann', 'DEMO:NEBULA', { asOf: '2026-06-01', depth: 1 });
  refuses = false;
  await retryRun(real.as('ann'), { id });
  await real.ends('ann', id, 'succeeded');

  expect(asked.slice(before.length).filter((sections) => before.includes(sections))).toEqual([]);
  expect(asked.slice(before.length)[0]).toBe('trader-plan');
  expect(await real.eventsOf(id)).toContain('run-resumed');
  const report = await getReport(real.as('ann'), { id });
  expect(report.steps.map(({ step }) => step)).toEqual(steps.map((step) => step.id));
  expect(report.usage.calls).toBe(asked.length);
  expect([...remembering]).toEqual([
    'research-decision, investment-plan',
    'trader-plan',
    'risk-decision, final-decision',
  ]);
  const remembered = report.facts.find((fact) => fact.id === 'memory.1.as-of');
  expect(remembered).toMatchObject({ value: earlier.asOf, source: { url: `/runs/${earlier.runId}/report` } });
  expect((await getRun(real.as('ann'), { id })).usage).toEqual(report.usage);
  expect((await readStepResults(real.services.store, id)).size).toBe(0);
}, 30_000);
