import { connectRedis } from '../redis/connect-redis.ts';
import { appendForever } from './append-forever.fixture.ts';
import { openRedisEventLog } from './open-redis-event-log.ts';

const [url, prefix, stream, from] = process.argv.slice(2) as [string, string, string, string];
await appendForever(openRedisEventLog(connectRedis(url), { prefix }), stream, Number(from));
