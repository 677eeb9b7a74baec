import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { onRedis } from '../redis/connect-redis.ts';
import { defineScript } from '../redis/define-script.ts';
import type { HeldLease, Lease } from './port.ts';

/** The token counter has no expiry: a former holder's token must never come again. A call sent twice finds its own lease. */
const take =
  defineScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return tonumber(redis.call('GET', KEYS[2])) end
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return redis.call('INCR', KEYS[2])
end
return 0`);
const extend = defineScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`,
);
const free = defineScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
);

/**
 * Leases in one Redis. A fail-over to a replica that had not yet received the key can give a name to two holders for up to one ttl:
 * check the fencing token where a late write would harm.
 */
export function openRedisLease(redis: Redis, options: { prefix?: string } = {}): Lease {
  const { prefix = 'sagacity' } = options;
  const held = new Set<HeldLease>();

  return {
    async acquire(name, ttlMs) {
      const key = `${prefix}:lease:{${name}}`;
      const holder = randomUUID();
      const run = (script: typeof take, keys: string[], ...args: number[]) =>
        onRedis(`lease ${name}`, async () => Number(await script(redis, keys, [holder, ...args])));
      const fencingToken = await run(take, [key, `${key}:token`], ttlMs);
      if (fencingToken === 0) return null;
      const lease: HeldLease = {
        name,
        fencingToken,
        renew: async () => (await run(extend, [key], ttlMs)) === 1,
        async release() {
          held.delete(lease);
          await run(free, [key]);
        },
      };
      held.add(lease);
      return lease;
    },
    async close() {
      // What cannot be released now expires by itself.
      await Promise.allSettled([...held].map((lease) => lease.release()));
    },
  };
}
