import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { laggingStore } from '@sagacity/testkit/lagging-store';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { auditEntries } from '../audit/documents.ts';
import { cancelRun } from './cancel-run.ts';
import type { ExecuteResearch, Research } from './context.ts';
import { createRun } from './create-run.ts';
import { deleteRun } from './delete-run.ts';
import { reportEntity, runEntity } from './documents.ts';
import { endRun } from './end-run.ts';
import { estimateRun } from './estimate-run.ts';
import { getReport } from './get-report.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { reconcileRuns } from './reconcile-runs.ts';
import { retryRun } from './retry-run.ts';
import { openRunsFixture, reportOf, step } from './runs.fixture.ts';
import { workAlone } from './work-alone.ts';
import { workRuns } from './work-runs.ts';

type Fixture = Awaited<ReturnType<typeof openRunsFixture>>;
let fixture: Fixture;
const open = async (execute: Research['execute']) => {
  fixture = await openRunsFixture(execute);
  return fixture;
};
afterEach(() => fixture.close());

const paid = { calls: 1, inputTokens: 10, outputTokens: 5, cost: 0.01 };
const succeed: Research['execute'] = async ({ runId, instrument, config, emit }) => {
  const done = { ...step('market'), state: 'done' as const, startedAt: '2026-01-05T00:00:00.000Z' };
  await emit({ type: 'run-started', runId, steps: [step('market'), step('news')] });
  await emit({ type: 'run-step-started', runId, step: { ...done, state: 'running' } });
  await emit({
    type: 'run-step-finished',
    runId,
    step: done,
    text: 'x',
    factIds: [],
    readings: [],
    usage: paid,
  });
  return reportOf(runId, instrument, config.asOf);
};
const untilAborted = ({ signal }: ExecuteResearch) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('CANCELLED', 'stopped')));
  });
const create = (owner = 'ann') => createRun(fixture.as(owner), { instrument: 'DEMO:NEBULA' });
const becomes = (id: string, status: string) =>
  vi.waitFor(async () => expect((await getRun(fixture.as('ann'), { id })).status).toBe(status), 5_000);

describe('a run', () => {
  it('is started once however often the request with its key is made, and by each of its owners', async () => {
    const { services, as } = await open(succeed);
    const ask = (owner: string) =>
      createRun(as(owner), { instrument: 'DEMO:NEBULA', key: 'a-key-of-16-signs' });
    const [first, ...again] = await Promise.all([ask('ann'), ask('ann'), ask('ann')]);
    expect(again.map(({ id }) => id)).toEqual([first.id, first.id]);
    expect((await ask('bob')).id).not.toBe(first.id);
    expect((await listRuns(as('ann'), { limit: 10 })).items).toHaveLength(1);
    expect((await services.queue.counts('runs')).waiting).toBe(2);
    expect(await services.store.collection(auditEntries).count({ action: 'run-created' })).toBe(2);
  });

  it('is not taken for that of another request with the same key', async () => {
    const { as } = await open(succeed);
    const key = 'a-key-of-16-signs';
    const first = await createRun(as('ann'), { instrument: 'DEMO:NEBULA', key });
    const others = [
      { instrument: 'DEMO:LOTUS' },
      { instrument: 'DEMO:NEBULA', config: { depth: 1 } },
      { instrument: 'DEMO:NEBULA', config: { budget: { maxCost: 2 } } },
    ];
    for (const other of others)
      await expect(createRun(as('ann'), { ...other, key })).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { runId: first.id },
      });
    const same = { instrument: 'demo:nebula', config: { depth: 3, asOf: first.config.asOf }, key };
    expect((await createRun(as('ann'), same)).id).toBe(first.id);
  });

  it('is started by the request made again when the first died between its record and its run', async () => {
    const { services, as } = await open(succeed);
    const request = { instrument: 'DEMO:NEBULA', key: 'a-key-of-16-signs' };
    const died = new AppError('STORE_UNAVAILABLE', 'the process is gone');
    const collection: Store['collection'] = (entity) => {
      const found = services.store.collection(entity);
      return entity.name === runEntity.name ? { ...found, insertOne: () => Promise.reject(died) } : found;
    };
    const dying = { ...as('ann'), store: { ...services.store, collection } };
    await expect(createRun(dying, request)).rejects.toBe(died);
    expect((await createRun(as('ann'), request)).status).toBe('pending');
    expect(await services.store.collection(auditEntries).count({ action: 'run-created' })).toBe(1);
  });

  it('shows no report before its success, also when its worker died after writing one', async () => {
    const { services, as } = await open(untilAborted);
    const run = await create();
    const [early, late] = ['early', 'late'].map((title) => ({
      ...reportOf(run.id, run.instrument, run.config.asOf),
      title: { zh: title, en: title },
    }));
    const reports = services.store.collection(reportEntity);
    await reports.insertOne({ _id: run.id, report: early! });
    await expect(getReport(as('ann'), run)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await endRun(services, run.id, { status: 'succeeded', report: late! });
    expect((await getReport(as('ann'), run)).title.en).toBe('late');
  });

  it('is executed, keeps its report and says each step on its stream', async () => {
    const { services, as, eventsOf } = await open(succeed);
    const run = await create();
    expect(run).toMatchObject({ status: 'pending', progressPct: 0, stream: `run:${run.id}` });
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
    expect((await getReport(as('ann'), run)).runId).toBe(run.id);
    const types = await eventsOf(run.id);
    expect(types).toEqual([
      'run-queued',
      'run-started',
      'run-step-started',
      'run-step-finished',
      'run-succeeded',
    ]);
    expect(await getRun(as('ann'), run)).toMatchObject({ progressPct: 100, finishedAt: expect.any(String) });
  });

  it('that fails has its reason and no report', async () => {
    const { services, as, eventsOf } = await open(async () => {
      throw new AppError('UPSTREAM_FAILED', 'the model answered 500 three times');
    });
    const run = await create();
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'failed');
    await worker.close(1_000);
    const failed = await getRun(as('ann'), run);
    expect(failed.failure).toEqual({
      code: 'UPSTREAM_FAILED',
      message: 'the model answered 500 three times',
    });
    expect(failed.decision).toBeNull();
    await expect(getReport(as('ann'), run)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await eventsOf(run.id)).toContain('run-failed');
  });

  it('is cancelled while it waits and while it runs', async () => {
    const { services, as, eventsOf } = await open(untilAborted);
    const waiting = await create();
    expect((await cancelRun(as('ann'), waiting)).status).toBe('cancelled');
    const running = await create();
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(running.id, 'running');
    await Promise.allSettled([cancelRun(as('ann'), running), cancelRun(as('ann'), running)]);
    await becomes(running.id, 'cancelled');
    const entries = { action: 'run-cancelled', subject: `run:${running.id}` };
    expect(await services.store.collection(auditEntries).count(entries)).toBe(1);
    await worker.close(1_000);
    expect(await eventsOf(running.id)).toContain('run-cancelled');
    await expect(cancelRun(as('ann'), running)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is accepted once and ends although other reads lag behind', async () => {
    const { services, as } = await open(succeed);
    const store = laggingStore(services.store);
    const ask = () =>
      createRun({ ...as('ann'), store }, { instrument: 'DEMO:NEBULA', key: 'a-key-of-16-signs' });
    const run = await ask();
    expect((await ask()).id).toBe(run.id);
    const worker = workRuns({ ...services, store }, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
  });

  it('goes on with another worker when its worker stops', async () => {
    let executions = 0;
    const { services } = await open(async (input) => {
      executions++;
      return executions === 1 ? untilAborted(input) : succeed(input);
    });
    const run = await create();
    const first = workRuns(services, { concurrency: 1 });
    await vi.waitFor(() => expect(executions).toBe(1), 5_000);
    await first.close(0);
    expect((await getRun(fixture.as('ann'), run)).status).toBe('running');
    const second = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await second.close(1_000);
    expect(executions).toBe(2);
  });

  it('is retried after a failure, with a job of its own', async () => {
    let executions = 0;
    const { services, as } = await open(async (input) => {
      if (executions++ === 0) throw new AppError('UPSTREAM_FAILED', 'down');
      return succeed(input);
    });
    const run = await create();
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'failed');
    await retryRun(as('ann'), run);
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
    await expect(retryRun(as('ann'), run)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('gets a job again when its job is gone', async () => {
    const { services, as } = await open(succeed);
    const run = await create();
    await services.queue.cancel('runs', `${run.id}.1`);
    expect(await reconcileRuns(services)).toBe(1);
    expect((await getRun(as('ann'), run)).status).toBe('cancelled');
    expect(await reconcileRuns(services)).toBe(0);
  });

  it('fails with the reason when its job was given up because it ended every worker', async () => {
    const { services, as } = await open(succeed);
    const run = await create();
    const failure = 'its worker ended or stood still 5 times';
    const job = { queue: 'runs', payload: {}, ownerId: 'ann', attempts: 5, failure };
    const queue = {
      ...services.queue,
      find: async (_queue: string, id: string) => ({ ...job, id, state: 'failed' as const }),
    };
    expect(await reconcileRuns({ ...services, queue })).toBe(1);
    expect(await getRun(as('ann'), run)).toMatchObject({
      status: 'failed',
      failure: { message: `gave up after 5 attempts: ${failure}` },
    });
  });

  it('goes on when its job is done and it is not', async () => {
    const { services } = await open(succeed);
    const run = await create();
    const idle = services.queue.work('runs', async () => {}, { concurrency: 1 });
    const done = () => services.queue.find('runs', `${run.id}.1`);
    await vi.waitFor(async () => expect((await done())?.state).toBe('succeeded'), 5_000);
    await idle.close(1_000);
    expect(await reconcileRuns(services)).toBe(1);
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
    expect(await reconcileRuns(services)).toBe(0);
  });

  it('of a process that died is taken up by the others, and left alone while that process lives', async () => {
    const { services, as } = await open(succeed);
    const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' }, { ownQueue: true });
    const held = await services.lease.acquire(`run-alone:${run.id}`, 30_000);
    expect(await reconcileRuns(services)).toBe(0);
    await held?.release();
    expect(await reconcileRuns(services)).toBe(1);
    expect(await services.queue.find(`run-${run.id}`, `${run.id}.1`)).toBeNull();
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
  });

  it('executed by one process leaves no queue behind', async () => {
    const { services, as } = await open(succeed);
    const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' }, { ownQueue: true });
    const worker = await workAlone(services, run);
    await becomes(run.id, 'succeeded');
    expect(await services.queue.find(`run-${run.id}`, `${run.id}.1`)).not.toBeNull();
    await worker.close(1_000);
    expect(await services.queue.find(`run-${run.id}`, `${run.id}.1`)).toBeNull();
  });

  it('is deleted only when it has ended, with its report and events', async () => {
    const { services, as, eventsOf } = await open(succeed);
    const run = await create();
    await expect(deleteRun(as('ann'), run)).rejects.toMatchObject({ code: 'CONFLICT' });
    const worker = workRuns(services, { concurrency: 1 });
    await becomes(run.id, 'succeeded');
    await worker.close(1_000);
    await deleteRun(as('ann'), run);
    await expect(getRun(as('ann'), run)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await eventsOf(run.id)).toEqual([]);
  });

  it('can be deleted again when what it kept could not be removed', async () => {
    const { services, as } = await open(succeed);
    const run = await create();
    await endRun(services, run.id, { status: 'cancelled' });
    const died = new AppError('STORE_UNAVAILABLE', 'the process is gone');
    const research = { ...services.research, forget: () => Promise.reject(died) };
    await expect(deleteRun({ ...as('ann'), research }, run)).rejects.toBe(died);
    expect(await deleteRun(as('ann'), run)).toEqual({ ok: true });
  });
});

describe('who may', () => {
  it('see a run: its owner and operators', async () => {
    const { as } = await open(succeed);
    const run = await create('ann');
    await create('bob');
    await expect(getRun(as('bob'), run)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listRuns(as('ann'), { limit: 50 })).items.map(({ ownerId }) => ownerId)).toEqual(['ann']);
    expect((await listRuns(as('olga', 'operator'), { limit: 50 })).items).toHaveLength(2);
  });

  it('start one: researchers', async () => {
    const { as } = await open(succeed);
    const refused = createRun(as('vic', 'viewer'), { instrument: 'DEMO:NEBULA' });
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await estimateRun(as('ann'), { instrument: 'DEMO:NEBULA' })).toMatchObject({ steps: 2 });
  });
});

it('refuses a day that has not closed and an unknown instrument', async () => {
  const { as } = await open(succeed);
  const future = createRun(as('ann'), { instrument: 'DEMO:NEBULA', config: { asOf: '2999-01-01' } });
  await expect(future).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  await expect(createRun(as('ann'), { instrument: '??' })).rejects.toMatchObject({
    code: 'INSTRUMENT_UNKNOWN',
  });
});
