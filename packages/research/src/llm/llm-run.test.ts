import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportSchema, sectionIds } from '@sagacity/contracts/reports';
import { type FakeOpenAi, type FakeScript, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { directoryStore } from '../graph/fixtures/directory-store.ts';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { researchWithModels } from './fixtures/research-with-models.ts';

let server: FakeOpenAi;
beforeEach(async () => {
  server = await startFakeOpenAi();
});
afterEach(() => server.close());

/** Every agent looks one fact up before it answers, so that each step makes two calls. */
const lookThenAnswer: FakeScript = (request) =>
  request.messages.some(({ role }) => role === 'tool')
    ? autoAnswer(request)
    : { toolCalls: [{ name: 'get_fact', arguments: { id: 'market.close' } }] };
const completed = () =>
  server.journal
    .filter(({ outcome }) => outcome === 'completed')
    .map(({ request }) => JSON.stringify(request.messages));

describe('a research by language models', () => {
  it.each(['zh', 'en'] as const)(
    'ends in a whole report without an unsourced number, in %s',
    async (language) => {
      const report = await researchWithModels(mapStore(), server.url, { config: { language, depth: 3 } });
      expect(reportSchema.parse(report)).toEqual(report);
      expect(report.sections.map(({ id }) => id)).toEqual(sectionIds);
      expect(report.grounding.unsourced).toBe(0);
      expect(report.grounding.numbers).toBeGreaterThan(20);
      expect(report.usage.calls).toBe(server.count());
      expect(report.usage.cost).toBeGreaterThan(0);
      expect(report.steps.find(({ agent }) => agent === 'risk-manager')?.model).toBe('local/deep');
      expect(report.steps.find(({ agent }) => agent === 'bull')?.model).toBe('local/quick');
    },
  );

  it('names the fallback model in the steps it answered', async () => {
    server.behave((request) => (request.model === 'deep' ? { status: 401 } : autoAnswer(request)));
    const report = await researchWithModels(mapStore(), server.url, {
      config: { fallbackModels: ['local/spare'] },
    });
    expect(report.steps.filter(({ fallback }) => fallback).map(({ agent, model }) => [agent, model])).toEqual(
      [
        ['research-manager', 'local/spare'],
        ['risk-manager', 'local/spare'],
      ],
    );
  });

  it('fails with the reason when a model fails, and gives no decision', async () => {
    server.behave((request) => (request.model === 'deep' ? { status: 400 } : autoAnswer(request)));
    await expect(researchWithModels(mapStore(), server.url)).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
    });
  });

  it('stops at the budget of the run', async () => {
    const running = researchWithModels(mapStore(), server.url, { config: { budget: { maxCost: 0.03 } } });
    await expect(running).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(server.count()).toBeGreaterThan(0);
  });

  it('makes no completed call twice after kill -9 in the middle of a step', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'llm-run-'));
    try {
      server.behave((request, nth) => (nth === 11 ? { hang: 'at-once' } : lookThenAnswer(request, nth)));
      const script = join(import.meta.dirname, 'fixtures/llm-run-until-killed.ts');
      const child = spawn(process.execPath, [script, directory, server.url], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await vi.waitFor(() => expect(server.count('quick')).toBe(12), { timeout: 20_000 });
      child.kill('SIGKILL');
      await once(child, 'exit');
      const paid = completed();
      expect(paid).toHaveLength(11);

      server.behave(lookThenAnswer);
      const report = await researchWithModels(directoryStore(directory), server.url);
      expect(new Set(completed()).size).toBe(completed().length);
      expect(completed()).toHaveLength(report.usage.calls);
      expect(report.usage.calls).toBe(2 * report.steps.length);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }, 30_000);
});
