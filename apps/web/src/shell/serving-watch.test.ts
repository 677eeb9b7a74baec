import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { createServingWatch } from './serving-watch.ts';

/** A server whose health and whose reads are what the test says; time passes when the test lets it. */
function away({ isUp, readsFail = 0 }: { isUp: boolean[]; readsFail?: number }) {
  const waits: number[] = [];
  const log: string[] = [];
  let left = readsFail;
  const watch = createServingWatch({
    isUp: async () => isUp.shift() ?? true,
    retryReads: async () => {
      log.push('read');
      if (left-- > 0) watch.noticed();
    },
    onAway: () => log.push('away'),
    onBack: () => log.push('back'),
    wait: async (ms) => void waits.push(ms),
  });
  return { watch, waits, log };
}

describe('createServingWatch', () => {
  it('does not speak of a refusal that the next attempt does not meet', async () => {
    const { watch, log } = away({ isUp: [true] });
    watch.noticed();
    await vi.waitFor(() => expect(log).toEqual(['read']));
  });

  it('waits longer each time, up to eight seconds, until the server says that it serves', async () => {
    const { watch, waits, log } = away({ isUp: [false, false, false, false, false, true] });
    watch.noticed();
    await vi.waitFor(() => expect(log.at(-1)).toBe('back'));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000]);
  });

  it('does not take the word of a server that still refuses reads', async () => {
    const { watch, log } = away({ isUp: [], readsFail: 2 });
    watch.noticed();
    await vi.waitFor(() => expect(log.at(-1)).toBe('back'));
    expect(log).toEqual(['read', 'away', 'read', 'away', 'read', 'back']);
  });

  it('makes an attempt again until it meets a server that serves', async () => {
    const { watch } = away({ isUp: [false] });
    const answers = [new ApiError('OFFLINE', ''), new ApiError('NOT_READY', '')];
    const attempt = vi.fn(async () => {
      const failure = answers.shift();
      if (failure) throw failure;
      return 7;
    });
    expect(await watch.waitFor(attempt)).toBe(7);
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it('hands on a failure that waiting would not cure', async () => {
    const { watch, log } = away({ isUp: [] });
    const failure = new ApiError('FORBIDDEN', '');
    await expect(watch.waitFor(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(log).not.toContain('away');
  });
});
