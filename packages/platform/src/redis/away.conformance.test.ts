import { expect, it } from 'vitest';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openRedisLease } from '../lease/open-redis-lease.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from './connect-redis.ts';

it('answers STORE_UNAVAILABLE and still closes when there is no Redis', async () => {
  const nowhere = connectRedis('redis://127.0.0.1:1');
  const queue = openBullmqJobQueue(nowhere);
  const log = openRedisEventLog(nowhere);
  const lease = openRedisLease(nowhere);
  const away = { code: 'STORE_UNAVAILABLE' };
  const job = { queue: 'runs', id: 'a', payload: null, ownerId: 'ann' };
  queue.work('runs', async () => {}, { concurrency: 1 });
  await expect(queue.enqueue(job)).rejects.toMatchObject(away);
  await expect(queue.counts('runs')).rejects.toMatchObject(away);
  await expect(queue.ping(200)).rejects.toMatchObject(away);
  await expect(log.append('s', { n: 1 })).rejects.toMatchObject(away);
  await expect(log.follow('s', null, () => {})).rejects.toMatchObject(away);
  await expect(lease.acquire('leader', 1_000)).rejects.toMatchObject(away);
  const started = Date.now();
  await queue.close();
  await log.close();
  await lease.close();
  nowhere.disconnect();
  expect(Date.now() - started).toBeLessThan(10_000);
});
