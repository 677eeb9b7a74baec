import { systemClock } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { describe, expect, it, vi } from 'vitest';
import { createHealth, type HealthCheck } from './create-health.ts';

const always = (name: string, needed: boolean, check: HealthCheck['check']): HealthCheck => ({
  name,
  needed,
  check,
});
const well = async () => null;
const broken = async () => {
  throw new Error('no answer');
};

/** A clock moved by hand, and set to another time of day; its sleeps never end. */
function handClock() {
  let elapsedMs = 0;
  let startedMs = 10_000_000;
  return {
    ...clockAt(() => startedMs + elapsedMs),
    elapsed: () => elapsedMs,
    sleep: () => new Promise<void>(() => {}),
    pass: (ms: number) => (elapsedMs += ms),
    set: (ms: number) => (startedMs += ms),
  };
}
const create = (checks: HealthCheck[], clock = handClock()) =>
  createHealth({ clock, checks, version: '1', role: 'all' });

describe('createHealth', () => {
  it('is ok when every component is', async () => {
    const reply = await create([always('store', true, well)]).report();
    expect(reply).toMatchObject({
      status: 'ok',
      components: [{ name: 'store', status: 'ok', detail: null }],
    });
  });

  it('is down when a needed component is, and degraded when another is', async () => {
    expect((await create([always('store', true, broken)]).report()).status).toBe('down');
    const reply = await create([always('store', true, well), always('cache', false, broken)]).report();
    expect(reply.status).toBe('degraded');
    expect(reply.components[1]).toMatchObject({ status: 'down', detail: 'no answer', latencyMs: null });
  });

  it('is degraded when a component says why it works badly', async () => {
    const reply = await create([always('disk', true, async () => '9 MB left')]).report();
    expect(reply).toMatchObject({ status: 'degraded', components: [{ detail: '9 MB left' }] });
  });

  it('is ok when a component has something to say about itself', async () => {
    const reply = await create([always('schedules', true, async () => ({ note: 'leads' }))]).report();
    expect(reply).toMatchObject({ status: 'ok', components: [{ status: 'ok', detail: 'leads' }] });
  });

  it('gives up on a check after its time limit', async () => {
    const never = () => new Promise<null>(() => {});
    const health = createHealth({
      clock: systemClock,
      version: '1',
      role: 'all',
      timeoutMs: 10,
      checks: [always('store', true, never)],
    });
    expect((await health.report()).components[0]).toMatchObject({
      status: 'down',
      detail: 'no answer within 10 ms',
    });
  });

  it('lets a check that keeps its time limit say itself what did not answer', async () => {
    const late = async (timeoutMs: number) => {
      await systemClock.sleep(timeoutMs);
      throw new Error('queue: Redis does not answer');
    };
    const checks = [always('queue', false, late)];
    const health = createHealth({ clock: systemClock, version: '1', role: 'all', timeoutMs: 10, checks });
    expect((await health.report()).components[0]?.detail).toBe('queue: Redis does not answer');
  });

  it('asks a component once for many callers, and again after a second', async () => {
    const check = vi.fn(well);
    const clock = handClock();
    const health = create([always('store', true, check)], clock);
    await Promise.all(Array.from({ length: 100 }, () => health.report()));
    expect(check).toHaveBeenCalledTimes(1);
    clock.pass(1_000);
    await health.report();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('asks again after a second although the clock was set back, and counts no hour', async () => {
    const check = vi.fn(well);
    const clock = handClock();
    const health = create([always('store', true, check)], clock);
    await health.report();
    clock.set(-3_600_000);
    clock.pass(1_000);
    expect(await health.report()).toMatchObject({ uptimeMs: 1_000, components: [{ ageMs: 0 }] });
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('says since when a component has its status', async () => {
    const clock = handClock();
    let works = true;
    const health = create([always('store', true, async () => (works ? null : broken()))], clock);
    const first = await health.report();
    clock.pass(5_000);
    expect((await health.report()).components[0]?.since).toBe(first.components[0]?.since);
    works = false;
    clock.pass(5_000);
    const failed = await health.report();
    expect(failed.components[0]?.since).toBe(new Date(clock.now()).toISOString());
  });

  it('is down once stopping', async () => {
    const health = create([always('store', true, well)]);
    health.stopping();
    expect((await health.report()).status).toBe('down');
  });
});
