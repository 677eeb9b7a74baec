import { connectRedis } from '../redis/connect-redis.ts';
import { logWork } from './log-work.fixture.ts';
import { openBullmqJobQueue } from './open-bullmq-job-queue.ts';

const [url, prefix, logPath] = process.argv.slice(2) as [string, string, string];
logWork(openBullmqJobQueue(connectRedis(url), { prefix }), logPath);
