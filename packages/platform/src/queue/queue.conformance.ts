import { AppError } from '@sagacity/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job, JobQueue, NewJob } from './port.ts';

export interface JobQueueUnderTest {
  /** Two clients of the same engine, as two processes would have. */
  readonly clients: readonly [JobQueue, JobQueue];
  close(): Promise<void>;
}

const soon = { timeout: 10_000, interval: 10 };
const one = { concurrency: 1 };
const job = (id: string, more: Partial<NewJob> = {}): NewJob => ({
  queue: 'runs',
  id,
  payload: { run: id },
  ownerId: 'ann',
  ...more,
});
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** What every `JobQueue` adapter promises. Kills of whole processes are in `kill.conformance.ts`. */
export function jobQueueConformance(name: string, open: () => Promise<JobQueueUnderTest>): void {
  describe(`job queue: ${name}`, () => {
    let under: JobQueueUnderTest;
    let here: JobQueue;
    let there: JobQueue;
    beforeEach(async () => {
      under = await open();
      [here, there] = under.clients;
    });
    afterEach(() => under.close());

    const state = async (id: string) => (await there.find('runs', id))?.state;
    const enqueueAll = async (jobs: readonly NewJob[]) => {
      for (const each of jobs) await here.enqueue(each);
    };
    /** Works off everything one at a time; returns the ids in order. */
    const orderOf = async (count: number) => {
      const order: string[] = [];
      here.work('runs', async ({ id }) => void order.push(id), one);
      await vi.waitFor(() => expect(order).toHaveLength(count), soon);
      return order;
    };

    it('hands a job to a worker of another client and remembers how it ended', async () => {
      const seen: Job[] = [];
      there.work('runs', async (each) => void seen.push(each), one);
      expect(await here.enqueue(job('a'))).toEqual({ id: 'a', created: true });
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
      const given = { id: 'a', queue: 'runs', payload: { run: 'a' }, ownerId: 'ann', failure: null };
      expect(seen).toEqual([{ ...given, state: 'active', attempts: 1 }]);
      expect(await here.find('runs', 'a')).toEqual({ ...given, state: 'succeeded', attempts: 1 });
    });

    it('takes ids of any spelling and keeps queues apart', async () => {
      for (const id of ['run:1:2', '42', '贵州 茅台/%']) {
        await here.enqueue(job(id));
        expect(await there.find('runs', id)).toMatchObject({ id, state: 'waiting' });
        expect(await there.find('other', id)).toBeNull();
      }
    });

    it('enqueues an id once, waiting or ended', async () => {
      const first = await Promise.all(
        Array.from({ length: 10 }, (_, i) => under.clients[i % 2]!.enqueue(job('a'))),
      );
      expect(first.filter(({ created }) => created)).toHaveLength(1);
      const handler = vi.fn(async () => {});
      here.work('runs', handler, one);
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
      expect(await here.enqueue(job('a'))).toEqual({ id: 'a', created: false });
      await here.enqueue(job('b'));
      await vi.waitFor(async () => expect(await state('b')).toBe('succeeded'), soon);
      expect(handler).toHaveBeenCalledTimes(2);
    });

    it('runs smaller priorities first and equal ones in order', async () => {
      await enqueueAll([
        job('late', { priority: 20 }),
        job('a'),
        job('b'),
        job('urgent', { priority: 0 }),
        job('c'),
      ]);
      expect(await orderOf(5)).toEqual(['urgent', 'a', 'b', 'c', 'late']);
    });

    it.each([-1, 31, 1.5])('refuses the priority %f', async (priority) => {
      await expect(here.enqueue(job('a', { priority }))).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    });

    it('lets owners take turns however many jobs each has', async () => {
      const of = (ownerId: string, count: number) =>
        Array.from({ length: count }, (_, i) => job(`${ownerId}${i}`, { ownerId }));
      await enqueueAll([...of('ann', 6), ...of('bob', 3), ...of('cat', 1)]);
      const order = await orderOf(10);
      expect(order.map((id) => id[0]).join('')).toBe('abcababaaa');
      expect(order.filter((id) => id.startsWith('ann'))).toEqual(of('ann', 6).map(({ id }) => id));
    });

    it('serves a newcomer next, not after the backlog of another owner', async () => {
      await enqueueAll(Array.from({ length: 50 }, (_, i) => job(`ann${i}`)));
      const order: string[] = [];
      const worker = async ({ id }: Job) => {
        order.push(id);
        if (id === 'ann9') await here.enqueue(job('bob', { ownerId: 'bob' }));
      };
      here.work('runs', worker, one);
      await vi.waitFor(() => expect(order).toHaveLength(51), soon);
      expect(order.indexOf('bob')).toBeLessThanOrEqual(12);
    });

    it('counts no job against its owner that was cancelled while it waited', async () => {
      const of = (ownerId: string) => Array.from({ length: 5 }, (_, i) => job(`${ownerId}${i}`, { ownerId }));
      await enqueueAll([...of('ann'), ...of('bob')]);
      for (const { id } of of('ann')) await there.cancel('runs', id);
      await here.enqueue(job('again'));
      expect((await orderOf(6)).slice(0, 2)).toEqual(['bob0', 'again']);
    });

    it('never runs more than the concurrency', async () => {
      const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
      let running = 0;
      let most = 0;
      let done = 0;
      const handler = async () => {
        most = Math.max(most, ++running);
        await gate;
        running--;
        done++;
      };
      await Promise.all(Array.from({ length: 30 }, (_, i) => there.enqueue(job(`j${i}`))));
      here.work('runs', handler, { concurrency: 3 });
      await vi.waitFor(() => expect(running).toBe(3), soon);
      expect(await there.counts('runs')).toMatchObject({ active: 3, waiting: 27 });
      openGate();
      await vi.waitFor(() => expect(done).toBe(30), soon);
      expect(most).toBe(3);
    });

    it('waits out a delay', async () => {
      const started = Date.now();
      await here.enqueue(job('later', { delayMs: 300 }));
      expect(await state('later')).toBe('delayed');
      expect(await orderOf(1)).toEqual(['later']);
      expect(Date.now() - started).toBeGreaterThanOrEqual(295);
    });

    it('retries a thrown attempt after a pause that doubles, then succeeds', async () => {
      const at: number[] = [];
      const attempts: number[] = [];
      here.work(
        'runs',
        async (each) => {
          at.push(Date.now());
          attempts.push(each.attempts);
          if (at.length < 3) throw new Error('vendor down');
        },
        one,
      );
      await here.enqueue(job('a', { maxAttempts: 3, backoffMs: 100 }));
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
      expect(attempts).toEqual([1, 2, 3]);
      expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(95);
      expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(195);
    });

    it('does not count an attempt that met a store that is away, and makes it again', async () => {
      const away = new AppError('STORE_UNAVAILABLE', 'the store does not answer');
      const failures = [away, away, away, new Error('vendor down'), away];
      const handler = vi.fn(async () => {
        const failure = failures.shift();
        if (failure) throw failure;
      });
      here.work('runs', handler, one);
      await here.enqueue(job('a', { maxAttempts: 2, backoffMs: 10 }));
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
      expect(handler).toHaveBeenCalledTimes(6);
    });

    it('fails after the last attempt with the reason', async () => {
      here.work('runs', () => Promise.reject(new Error('vendor down')), one);
      await here.enqueue(job('a', { maxAttempts: 2, backoffMs: 10 }));
      await vi.waitFor(async () => expect(await state('a')).toBe('failed'), soon);
      expect(await here.find('runs', 'a')).toMatchObject({ attempts: 2, failure: 'vendor down' });
    });

    it.each([0, 60_000])('drops a cancelled job that waits (delay %i)', async (delayMs) => {
      await here.enqueue(job('a', { delayMs }));
      expect(await there.cancel('runs', 'a')).toBe(true);
      expect(await state('a')).toBe('cancelled');
      expect(await there.cancel('runs', 'a')).toBe(false);
      expect(await here.enqueue(job('a'))).toEqual({ id: 'a', created: false });
      await here.enqueue(job('b'));
      expect(await orderOf(1)).toEqual(['b']);
    });

    it('aborts an active job within 2 s of its cancel on another client, and does not retry it', async () => {
      const handler = vi.fn((_: Job, signal: AbortSignal) => untilAborted(signal));
      here.work('runs', handler, one);
      await here.enqueue(job('a', { maxAttempts: 3, backoffMs: 1 }));
      await vi.waitFor(() => expect(handler).toHaveBeenCalled(), soon);
      const asked = Date.now();
      expect(await there.cancel('runs', 'a')).toBe(true);
      await vi.waitFor(() => expect(handler.mock.calls[0]?.[1].aborted).toBe(true), soon);
      expect(Date.now() - asked).toBeLessThan(2_000);
      expect(handler.mock.calls[0]?.[1].reason).toMatchObject({ code: 'CANCELLED' });
      await vi.waitFor(async () => expect(await state('a')).toBe('cancelled'), soon);
      expect(handler).toHaveBeenCalledOnce();
      expect(await here.counts('runs')).toMatchObject({ active: 0, cancelled: 1, failed: 0 });
    });

    it('has nothing to cancel in an ended or unknown job', async () => {
      await here.enqueue(job('a'));
      await orderOf(1);
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
      expect(await here.cancel('runs', 'a')).toBe(false);
      expect(await here.cancel('runs', 'never')).toBe(false);
    });

    it('keeps a job that runs longer than its lease with its worker', async () => {
      const handler = vi.fn(async () => {
        const endsAt = Date.now() + 1_500;
        await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(endsAt), soon);
      });
      for (const client of under.clients) client.work('runs', handler, { concurrency: 1, leaseMs: 500 });
      await here.enqueue(job('long'));
      await vi.waitFor(async () => expect(await state('long')).toBe('succeeded'), soon);
      expect(handler).toHaveBeenCalledOnce();
    });

    it('finishes running jobs on close and takes no more', async () => {
      const { promise: started, resolve: start } = Promise.withResolvers<void>();
      const { promise: finish, resolve: end } = Promise.withResolvers<void>();
      const worker = here.work(
        'runs',
        async () => {
          start();
          await finish;
        },
        one,
      );
      await enqueueAll([job('a'), job('b')]);
      await started;
      const closing = worker.close(10_000);
      end();
      await closing;
      expect([await state('a'), await state('b')]).toEqual(['succeeded', 'waiting']);
    });

    it('gives a job back when the grace is over, without using up an attempt to fail', async () => {
      const signals: AbortSignal[] = [];
      const worker = here.work(
        'runs',
        (_, signal) => {
          signals.push(signal);
          return untilAborted(signal);
        },
        one,
      );
      await here.enqueue(job('a'));
      await vi.waitFor(() => expect(signals).toHaveLength(1), soon);
      await worker.close(20);
      expect(signals[0]?.aborted).toBe(true);
      expect(await state('a')).toBe('waiting');
      there.work('runs', async () => {}, one);
      await vi.waitFor(async () => expect(await state('a')).toBe('succeeded'), soon);
    });

    it('counts jobs by state', async () => {
      here.work('runs', async ({ id }) => (id === 'bad' ? Promise.reject(new Error('no')) : undefined), one);
      await enqueueAll([
        job('good'),
        job('bad'),
        job('later', { delayMs: 60_000 }),
        job('x', { queue: 'y' }),
      ]);
      await vi.waitFor(async () => expect(await state('bad')).toBe('failed'), soon);
      const none = { waiting: 0, delayed: 0, active: 0, succeeded: 0, failed: 0, cancelled: 0 };
      expect(await there.counts('runs')).toEqual({ ...none, succeeded: 1, failed: 1, delayed: 1 });
      expect(await there.counts('y')).toEqual({ ...none, waiting: 1 });
    });

    it('forgets a queue with all its jobs, and no other', async () => {
      const own = { queue: 'own' };
      const worker = here.work('own', async () => {}, one);
      await here.enqueue(job('done', own));
      await vi.waitFor(
        async () => expect(await there.find('own', 'done')).toMatchObject({ state: 'succeeded' }),
        soon,
      );
      await worker.close(1_000);
      for (const id of ['waiting', 'cancelled']) await here.enqueue(job(id, own));
      await there.cancel('own', 'cancelled');
      await here.enqueue(job('delayed', { ...own, delayMs: 60_000 }));
      await here.enqueue(job('other'));
      await there.removeQueue('own');
      await there.removeQueue('own');
      expect(Object.values(await here.counts('own'))).toEqual([0, 0, 0, 0, 0, 0]);
      expect(await here.find('own', 'waiting')).toBeNull();
      expect(await state('other')).toBe('waiting');
    });

    it('takes a job from whoever works on it when its queue is forgotten', async () => {
      const aborted: unknown[] = [];
      const running = Promise.withResolvers<void>();
      const handler = (_job: Job, signal: AbortSignal) => {
        running.resolve();
        return untilAborted(signal).finally(() => aborted.push(signal.reason));
      };
      here.work('own', handler, { concurrency: 1, leaseMs: 1_500 });
      await here.enqueue(job('a', { queue: 'own' }));
      await running.promise;
      await there.removeQueue('own');
      await vi.waitFor(() => expect(aborted).toMatchObject([{ code: 'CONFLICT' }]), soon);
    });

    it('answers a ping', () => here.ping(1_000));
  });
}
