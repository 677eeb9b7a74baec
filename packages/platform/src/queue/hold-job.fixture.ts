import { connectRedis } from '../redis/connect-redis.ts';
import { openBullmqJobQueue } from './open-bullmq-job-queue.ts';

const [url] = process.argv.slice(2) as [string];
const queue = openBullmqJobQueue(connectRedis(url));
queue.work(
  'runs',
  async ({ id }) => {
    process.stdout.write(`${id}\n`);
    await new Promise(() => {});
  },
  { concurrency: 5 },
);
