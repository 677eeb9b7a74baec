import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetSchema } from '@sagacity/contracts/runs';
import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import type { Store } from '@sagacity/platform/store/port';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { clockAt } from '@sagacity/testkit/clock-at';
import { laggingStore } from '@sagacity/testkit/lagging-store';
import { type ScriptStep, scriptedModel } from '@sagacity/testkit/scripted-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatModel, ChatRequest } from '../models/port.ts';
import { createMeter, type MeterOptions } from './create-meter.ts';
import { modelCalls } from './model-calls.ts';

let store: Store;
let close: () => Promise<void>;
const waits: number[] = [];
/** Does not wait; keeps the time limit of a call out of the way until asked for. */
const clock: Clock = {
  ...clockAt(() => 0),
  sleep: (ms, signal) => {
    if (ms >= 100_000) return systemClock.sleep(60_000, signal);
    waits.push(ms);
    return Promise.resolve();
  },
};

beforeEach(async () => {
  waits.length = 0;
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-meter-'));
  const database = await openSqliteDatabase(join(directory, 'data.db'));
  store = laggingStore(openSqliteStore({ database, onSweepFailed: () => {} }));
  await store.ensure([modelCalls]);
  close = async () => {
    await store.close();
    await database.close();
    await rm(directory, { recursive: true });
  };
});
afterEach(() => close());

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'What of the stock?' }],
  maxOutputTokens: 1000,
  temperature: 0,
};
const price = { inputPerMillion: 1, outputPerMillion: 10, contextTokens: 32_000, maxOutputTokens: 4000 };
const script = (ref: string, ...steps: ScriptStep<ChatRequest>[]) => scriptedModel<ChatRequest>(ref, steps);
const meterOver = (models: readonly ChatModel[], over: Partial<MeterOptions> = {}) =>
  createMeter({
    runId: 'run_1',
    budget: budgetSchema.parse({}),
    modelFor: (ref) => {
      const chat = models.find((model) => model.ref === ref);
      if (!chat) throw new AppError('NOT_CONFIGURED', `no ${ref}`);
      return { chat, price: { name: ref, ...price } };
    },
    store,
    clock,
    random: () => 0,
    ...over,
  });
const ask = (models: readonly string[], onText: (text: string, attempt: number) => void = () => {}) => ({
  request,
  models,
  signal: new AbortController().signal,
  onText,
});

describe('the meter', () => {
  it('counts tokens and cost of each call', async () => {
    const meter = meterOver([
      script('a/m', { text: 'fine', usage: { inputTokens: 1000, outputTokens: 200 } }),
    ]);
    const step = meter.step('bull');
    await expect(step.call(ask(['a/m']))).resolves.toMatchObject({
      text: 'fine',
      ref: 'a/m',
      fallback: false,
    });
    const usage = { calls: 1, inputTokens: 1000, outputTokens: 200, cost: 0.003 };
    expect(step.usage()).toEqual(usage);
    expect(await meter.spent()).toEqual(usage);
  });

  it('stops before a call that could cost more than is left', async () => {
    const model = script('a/m', { text: 'fine', usage: { inputTokens: 30, outputTokens: 900 } });
    const meter = meterOver([model], { budget: budgetSchema.parse({ maxCost: 0.0185 }) });
    const step = meter.step('bull');
    await step.call(ask(['a/m']));
    await expect(step.call(ask(['a/m']))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(model.calls).toHaveLength(1);
  });

  it('lets parallel steps wait for each other instead of overspending', async () => {
    let running = 0;
    let most = 0;
    const model = script('a/m', async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return { text: 'fine', usage: { inputTokens: 20, outputTokens: 10 } };
    });
    const meter = meterOver([model], { budget: budgetSchema.parse({ maxTokens: 2_500 }) });
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => meter.step(id).call(ask(['a/m']))));
    expect(model.calls).toHaveLength(4);
    expect(most).toBe(2);
  });

  it('repeats after a 429 when the vendor said so, starting the text over', async () => {
    const limited = new AppError('RATE_LIMITED', 'slow down', { retryAfterMs: 7000 });
    const model = script('a/m', limited, { text: 'fine' });
    const heard: [string, number][] = [];
    await meterOver([model])
      .step('s')
      .call(ask(['a/m'], (text, attempt) => heard.push([text, attempt])));
    expect(waits).toEqual([7000]);
    expect(heard).toEqual([['fine', 1]]);
  });

  it('backs off exponentially, then falls back to the next model and names it', async () => {
    const down = script('a/m', new AppError('UPSTREAM_FAILED', 'down'));
    const reply = await meterOver([down, script('b/n', { text: 'fine' })])
      .step('s')
      .call(ask(['a/m', 'b/n']));
    expect(waits).toEqual([250, 500]);
    expect(down.calls).toHaveLength(3);
    expect(reply).toMatchObject({ ref: 'b/n', fallback: true });
  });

  it('does not repeat a refused key or a permanent fault', async () => {
    const refused = script('a/m', new AppError('NOT_CONFIGURED', 'key refused'));
    const wrong = script('b/n', new AppError('UPSTREAM_FAILED', 'bad request', { permanent: true }));
    const failing = meterOver([refused, wrong])
      .step('s')
      .call(ask(['a/m', 'b/n']));
    await expect(failing).rejects.toMatchObject({ message: 'bad request' });
    expect([refused.calls.length, wrong.calls.length]).toEqual([1, 1]);
  });

  it('gives up a call that outlives its limit, even one that does not listen', async () => {
    const deaf = script('a/m', () => new Promise<never>(() => {}));
    const meter = meterOver([deaf], {
      clock: systemClock,
      budget: budgetSchema.parse({ callTimeoutMs: 20 }),
      retry: { attempts: 1, lastAttempts: 1, baseMs: 1, maxWaitMs: 10 },
    });
    await expect(meter.step('s').call(ask(['a/m']))).rejects.toMatchObject({ code: 'TIME_LIMIT_EXCEEDED' });
  });

  it('ends at once when the run is cancelled', async () => {
    const controller = new AbortController();
    const deaf = script('a/m', () => {
      controller.abort(new AppError('CANCELLED', 'cancelled'));
      return new Promise<never>(() => {});
    });
    const call = meterOver([deaf])
      .step('s')
      .call({ ...ask(['a/m']), signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('returns the recorded reply of a completed call after a restart, its text once, without asking again', async () => {
    const first = script('a/m', { text: 'paid for', usage: { inputTokens: 1000, outputTokens: 100 } });
    await meterOver([first])
      .step('bull')
      .call(ask(['a/m']));
    const second = script('a/m', { text: 'never' });
    const restarted = meterOver([second]);
    const heard: string[] = [];
    const step = restarted.step('bull');
    const reply = await step.call(ask(['a/m'], (text) => heard.push(text)));
    expect(reply.text).toBe('paid for');
    expect(heard).toEqual(['paid for']);
    expect(second.calls).toHaveLength(0);
    expect(step.usage().cost).toBeCloseTo(0.002);
    expect((await restarted.spent()).calls).toBe(1);
  });

  it('counts what was spent before a restart against the budget', async () => {
    await meterOver([script('a/m', { text: 'x', usage: { inputTokens: 5000, outputTokens: 500 } })])
      .step('a')
      .call(ask(['a/m']));
    const restarted = meterOver([script('a/m', { text: 'y' })], {
      budget: budgetSchema.parse({ maxTokens: 6_000 }),
    });
    await expect(restarted.step('b').call(ask(['a/m']))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });
});
