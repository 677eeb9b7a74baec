import { createHealth, type HealthCheck } from '@sagacity/features/health/index';
import { systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { expect, it } from 'vitest';
import { buildHealthServer } from './build-health-server.ts';

const serverWith = (check: HealthCheck['check']) =>
  buildHealthServer(
    createHealth({
      clock: systemClock,
      version: '1',
      role: 'worker',
      checks: [{ name: 'queue', needed: true, check }],
    }),
    silentLog,
  );

it('answers the questions about health and nothing else', async () => {
  const app = serverWith(async () => null);
  const statusOf = async (url: string) => (await app.inject(url)).statusCode;
  for (const url of ['/api/health/live', '/api/health/ready', '/api/health', '/health'])
    expect(await statusOf(url), url).toBe(200);
  expect((await app.inject('/api/health')).json()).toMatchObject({ role: 'worker', status: 'ok' });
  const other = await app.inject('/api/runs');
  expect([other.statusCode, other.json().error.code]).toEqual([404, 'NOT_FOUND']);
});

it('lives and is not ready without what the worker needs', async () => {
  const app = serverWith(async () => {
    throw new Error('Redis does not answer');
  });
  expect((await app.inject('/api/health/live')).statusCode).toBe(200);
  const ready = await app.inject('/api/health/ready');
  expect([ready.statusCode, ready.json().components[0].detail]).toEqual([503, 'Redis does not answer']);
});
