import { AppError, systemClock } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { expect, it, vi } from 'vitest';
import { keepCall } from './keep-call.ts';

const away = new AppError('STORE_UNAVAILABLE', 'the store is away');
const { signal } = new AbortController();

it('outlasts a store that is away', async () => {
  const record = vi.fn().mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValue(undefined);
  await keepCall(
    record,
    clockAt(() => 0),
    signal,
  );
  expect(record).toHaveBeenCalledTimes(3);
});

it('does not repeat another fault', async () => {
  const record = vi.fn().mockRejectedValue(new AppError('VALIDATION_FAILED', 'no such field'));
  await expect(
    keepCall(
      record,
      clockAt(() => 0),
      signal,
    ),
  ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(record).toHaveBeenCalledTimes(1);
});

it('ends with the reason of the signal, while it waits', async () => {
  const controller = new AbortController();
  const kept = keepCall(() => Promise.reject(away), systemClock, controller.signal);
  controller.abort(new AppError('CANCELLED', 'the run was cancelled'));
  await expect(kept).rejects.toMatchObject({ code: 'CANCELLED' });
});
