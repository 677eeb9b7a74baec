import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteDatabase } from '../../sqlite/open-database.ts';
import { openSqliteJobQueue } from '../open-sqlite-job-queue.ts';
import { claimJobs } from './claim-jobs.ts';

it('gives a job to no sixth worker when five of them ended or stood still over it, and says so', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'claim-'));
  const db = await openSqliteDatabase(join(directory, 'data.db'));
  const queue = await openSqliteJobQueue(db);
  onTestFinished(async () => {
    await queue.close();
    await db.close();
    rmSync(directory, { recursive: true });
  });
  await queue.enqueue({ queue: 'runs', id: 'poisoned', payload: {}, ownerId: 'ann', maxAttempts: 10 });
  const leaseMs = 10_000;
  const claims: number[] = [];
  for (let worker = 0; worker < 7; worker++) {
    const nowMs = Date.now() + worker * (leaseMs + 1);
    const claim = { queue: 'runs', claim: `worker ${worker}`, limit: 1, leaseMs, nowMs };
    claims.push((await db.transaction((tx) => claimJobs(tx, claim))).length);
  }
  expect(claims).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(await queue.find('runs', 'poisoned')).toMatchObject({
    state: 'failed',
    failure: 'its worker ended or stood still 5 times',
  });
});
