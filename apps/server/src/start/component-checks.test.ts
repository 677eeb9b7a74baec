import { createHealth } from '@sagacity/features/health/index';
import { systemClock } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { expect, it } from 'vitest';
import { componentChecks } from './component-checks.ts';

const answers = { ping: async () => {} };
const silent = {
  ping: async () => {
    throw new Error('does not answer');
  },
};
const platform = (ports: object) =>
  ({ store: answers, queue: answers, cache: answers, events: answers, ...ports }) as unknown as Parameters<
    typeof componentChecks
  >[0]; // only ping is asked

async function statusOf(role: Config['role'], ports: object): Promise<string> {
  const config = { role, dataDir: import.meta.dirname, store: { kind: 'mongodb', uri: null } } as const;
  const checks = componentChecks(platform(ports), config).filter(({ name }) => name !== 'disk');
  return (await createHealth({ clock: systemClock, version: '1', role, checks }).report()).status;
}
const withoutRedis = { queue: silent, cache: silent, events: silent };

it('serves on without Redis, and does not work without it', async () => {
  expect(await statusOf('api', withoutRedis)).toBe('degraded');
  expect(await statusOf('all', withoutRedis)).toBe('degraded');
  expect(await statusOf('worker', withoutRedis)).toBe('down');
});

it('works on without cache and live events', async () => {
  expect(await statusOf('worker', { cache: silent, events: silent })).toBe('degraded');
});

it('is degraded when a component says that it will soon not work', async () => {
  const nearlyFull = { ping: async () => 'Redis uses 90 % of its memory' };
  expect(await statusOf('all', {})).toBe('ok');
  expect(await statusOf('all', { events: nearlyFull })).toBe('degraded');
});

it('is down in every role without the store', async () => {
  for (const role of ['all', 'api', 'worker'] as const)
    expect(await statusOf(role, { store: silent }), role).toBe('down');
});
