import { afterEach, expect, it, vi } from 'vitest';
import { cacheConformance } from './cache.conformance.ts';
import { openMemoryCache } from './open-memory-cache.ts';

cacheConformance('memory', async () => {
  const cache = openMemoryCache();
  return { cache, close: () => cache.close() };
});

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  [0, 899, 901],
  [0.999, 1_098, 1_101],
])('spreads the time to live by a tenth (random %f)', async (random, alive, expired) => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const cache = openMemoryCache({ random: () => random });
  let calls = 0;
  const next = () => cache.getOrSet('key', async () => ++calls, { ttlMs: 1_000 });
  const start = Date.now();
  await next();
  vi.setSystemTime(start + alive);
  expect(await next()).toBe(1);
  vi.setSystemTime(start + expired);
  expect(await next()).toBe(2);
  await cache.close();
});
