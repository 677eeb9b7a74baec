import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { findStale } from './find-stale.ts';
import { container } from './stack.fixture.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stale-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
});
const service = (...secrets: string[]) => ({
  name: 'backend',
  image: 'x',
  isBuilt: true,
  replicas: 2,
  isOnDemand: false,
  secretFiles: secrets.map((name) => join(dir, name)),
});
const [past, future] = ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z'];

it('names containers that started before a secret they read was written', async () => {
  writeFileSync(join(dir, 'redis_url'), 'x');
  const containers = [
    container('backend', 1, { startedAt: past }),
    container('backend', 2, { startedAt: future }),
    container('frontend', 1, { startedAt: past }),
  ];
  expect(await findStale(dir, [service('redis_url')], containers)).toEqual(['backend-1-id']);
});

it('passes over secrets that count on the first start only, and files that are not there', async () => {
  writeFileSync(join(dir, 'admin_password'), 'x');
  const containers = [container('backend', 1, { startedAt: past })];
  expect(await findStale(dir, [service('admin_password', 'gone')], containers)).toEqual([]);
});
