import type { Redis } from 'ioredis';
import { onRedis } from '../redis/connect-redis.ts';
import { defineScript } from '../redis/define-script.ts';
import type { Count, Counters } from './port.ts';

const add = defineScript(`local count = redis.call('HINCRBY', KEYS[1], 'count', 1)
redis.call('HSET', KEYS[1], 'note', ARGV[3])
if count == 1 or ARGV[2] == '1' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`);

/** The formula of `nextArrival`, by the server's own clock. */
const take = defineScript(`local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local every = 60000 / ARGV[1]
local next = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + every
local wait = math.max(0, math.ceil(next - now - ARGV[2] * every))
if wait == 0 then redis.call('SET', KEYS[1], string.format('%.3f', next), 'PX', math.ceil(next - now)) end
return wait`);

/** Counts in one Redis. A failover may forget the last of them. */
export function openRedisCounters(redis: Redis, options: { prefix?: string } = {}): Counters {
  const { prefix = 'sagacity' } = options;
  const keyOf = (name: string) => `${prefix}:counter:{${name}}`;
  const run = <R>(work: () => Promise<R>) => onRedis('counters', work);
  const find = async (name: string): Promise<Count | null> => {
    const [fields, leftMs] = await Promise.all([
      redis.hmget(keyOf(name), 'count', 'note'),
      redis.pttl(keyOf(name)),
    ]);
    const [count, note] = fields;
    return count && leftMs > 0 ? { count: Number(count), note: note ?? '', leftMs } : null;
  };
  return {
    add: (name, { ttlMs, renews = false, note = '' }) =>
      run(async () => {
        const reply = await add(redis, [keyOf(name)], [Math.ceil(ttlMs), renews ? 1 : 0, note]);
        const [count = 0, leftMs = 0] = reply as number[];
        return { count, leftMs, note };
      }),
    read: (names) => run(() => Promise.all(names.map(find))),
    remove: (names) =>
      run(async () => {
        await Promise.all(names.map((name) => redis.del(keyOf(name))));
      }),
    take: (name, { perMinute, burst }) =>
      run(async () => Number(await take(redis, [keyOf(name)], [perMinute, burst]))),
  };
}
