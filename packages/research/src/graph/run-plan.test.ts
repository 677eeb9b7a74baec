import type { RunStep } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { runPlan } from './run-plan.ts';

const step = (id: string, after: string[] = [], state: RunStep['state'] = 'waiting') =>
  ({ id, after, state }) as unknown as RunStep; // what order is made of
const never = new AbortController().signal;
const turn = () => new Promise(setImmediate);

/** Runs a plan whose steps end when told to. */
function start(steps: readonly RunStep[], signal = never) {
  const begun: string[] = [];
  const under = new Map<string, PromiseWithResolvers<void>>();
  const signals = new Map<string, AbortSignal>();
  const running = runPlan(
    steps,
    ({ id }, own) => {
      begun.push(id);
      signals.set(id, own);
      const work = Promise.withResolvers<void>();
      under.set(id, work);
      return work.promise;
    },
    signal,
  );
  running.catch(() => undefined);
  const end = (id: string) => {
    under.get(id)?.resolve();
    return turn();
  };
  const fail = (id: string, error: unknown) => {
    under.get(id)?.reject(error);
    return turn();
  };
  return { running, begun, signals, end, fail };
}

describe('a plan', () => {
  it('begins a step as soon as all it waits for have ended, however long others take', async () => {
    const { running, begun, end } = start([step('a'), step('b'), step('c', ['a']), step('d', ['a', 'b'])]);
    await turn();
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('c');
    await end('d');
    await running;
  });

  it('leaves out what was skipped', async () => {
    const { running, begun, end } = start([step('a', [], 'skipped'), step('b')]);
    await turn();
    expect(begun).toEqual(['b']);
    await end('b');
    await running;
  });

  it('tells those under way to stop when one fails, begins none after it, and ends when they have', async () => {
    const { running, begun, signals, fail, end } = start([step('a'), step('b'), step('c', ['b'])]);
    await turn();
    await fail('a', new Error('down'));
    expect(signals.get('b')?.aborted).toBe(true);
    await end('b');
    await expect(running).rejects.toThrow('down');
    expect(begun).toEqual(['a', 'b']);
  });

  it('gives the failure that says what to do, of several side by side', async () => {
    const { running, fail } = start([step('a'), step('b')]);
    await turn();
    await fail('a', new Error('socket'));
    await fail('b', new AppError('BUDGET_EXCEEDED', 'No money left.'));
    await expect(running).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it('ends with the reason of its own signal, whatever the steps threw then', async () => {
    const stop = new AbortController();
    const { running, begun, fail } = start([step('a'), step('b', ['a'])], stop.signal);
    await turn();
    stop.abort(new AppError('CANCELLED', 'stopped'));
    await fail('a', new Error('aborted'));
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(begun).toEqual(['a']);
  });
});
