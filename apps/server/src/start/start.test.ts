import { AppError } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { describe, expect, it } from 'vitest';
import { freeSpaceCheck } from './free-space-check.ts';
import { type StopStep, shutDown } from './shut-down.ts';
import { startStep } from './start-step.ts';

const mb = 1024 * 1024;

describe('freeSpaceCheck', () => {
  const withFree = (freeMb: number) =>
    freeSpaceCheck('/data', {
      needed: true,
      readSpace: async () => ({ bavail: freeMb, bsize: mb }),
    }).check(1);

  it('is well with room, badly with little, and down with none', async () => {
    expect(await withFree(600)).toBeNull();
    expect(await withFree(100)).toBe('100 MB left in /data');
    await expect(withFree(10)).rejects.toThrow('make room');
  });

  it('reads the real directory', async () => {
    const answer = await freeSpaceCheck(import.meta.dirname, { needed: true }).check(1_000);
    expect(answer === null || String(answer).includes('MB left')).toBe(true);
  });
});

describe('shutDown', () => {
  const recording = () => {
    const done: string[] = [];
    const step = (name: string, stop: StopStep['stop'] = () => {}): StopStep => ({
      name,
      stop: async (remainingMs) => {
        await stop(remainingMs);
        done.push(name);
      },
    });
    return { done, step };
  };

  it('stops the parts in order', async () => {
    const { done, step } = recording();
    expect(await shutDown(silentLog, [step('a'), step('b'), step('c')], 1_000)).toBe(true);
    expect(done).toEqual(['a', 'b', 'c']);
  });

  it('goes on after a part that fails or hangs, and says that it was not clean', async () => {
    const { done, step } = recording();
    const fails = step('fails', () => {
      throw new Error('no');
    });
    const hangs = step('hangs', () => new Promise(() => {}));
    expect(await shutDown(silentLog, [fails, step('a'), hangs, step('b')], 30)).toBe(false);
    expect(done).toEqual(['a', 'b']);
  });
});

describe('startStep', () => {
  it('passes an expected failure on, and names step and fix of any other', async () => {
    const expected = new AppError('SECRET_REJECTED', 'weak');
    const failing = (error: Error) => startStep(silentLog, 'listen', () => Promise.reject(error));
    await expect(failing(expected)).rejects.toBe(expected);
    await expect(failing(new Error('EADDRINUSE'))).rejects.toMatchObject({
      code: 'NOT_READY',
      message: 'start, listen: EADDRINUSE. Check host and port: another program may use them.',
    });
  });
});
