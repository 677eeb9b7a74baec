import { Secret, systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { openEmbeddedCoordination } from '@sagacity/platform/open/embedded';
import type { Coordination } from '@sagacity/platform/open/port';
import { openRedisCoordination } from '@sagacity/platform/open/redis';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { hasRedisServer, ownRedis } from '@sagacity/testkit/own-redis';
import { temporaryDirectory } from '../harness/start-app.ts';
import { replaySubmissions } from './fair-share/replay-submissions.ts';
import type { Bench, BenchRow, Skipped } from './port.ts';

const options = { clock: systemClock, log: silentLog };
const goal = 0.95;

/** Whether users get the same service out of a full queue, whoever filled it. */
export const fairShare: Bench = {
  name: 'fair-share',
  async run() {
    return [await onRedis(), await onSqlite()];
  },
};

async function onRedis(): Promise<BenchRow | Skipped> {
  if (!hasRedisServer) return { skipped: 'there is no redis-server' };
  const redis = await ownRedis();
  await redis.start();
  const opened = await openRedisCoordination(new Secret(redis.url), options);
  try {
    return await rowOf('BullMQ on Redis', opened);
  } finally {
    await opened.close();
    await redis.stop();
  }
}

async function onSqlite(): Promise<BenchRow> {
  const directory = temporaryDirectory('fair-share');
  const database = await openSqliteDatabase(`${directory.path}/sagacity.db`, options);
  const opened = await openEmbeddedCoordination(database, options);
  try {
    return await rowOf('SQLite', opened);
  } finally {
    await opened.close();
    await database.close();
    directory.remove();
  }
}

async function rowOf(engine: string, { queue }: Coordination): Promise<BenchRow> {
  const { users, jobs, refused, unfinished, services, spreadMs } = await replaySubmissions(queue);
  const jain = jainOf(services);
  const [least, most] = [Math.min(...services), Math.max(...services)];
  return {
    what: `service in a full queue, ${users} users, ${jobs} jobs of which one user had 100 in first, 50 at a time, ${engine}`,
    ours: `Jain index ${jain.toFixed(3)}; ${Math.round(least)} to ${Math.round(most)} ms a user in ${Math.round(spreadMs)} ms; ${refused} refused, ${unfinished} unfinished`,
    against: `equal service, 1.000; at least ${goal}`,
    ratio: goal / jain,
    goal: { text: `≥ ${goal}, none refused`, met: jain >= goal && refused === 0 && unfinished === 0 },
  };
}

/** (Σx)² / (n · Σx²): 1 when all get the same, 1/n when one gets all. */
function jainOf(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum ** 2 / (shares.length * shares.reduce((total, share) => total + share ** 2, 0));
}
