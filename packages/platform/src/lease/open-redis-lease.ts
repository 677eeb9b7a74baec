import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { onRedis } from '../redis/connect-redis.ts';
import { defineScript } from '../redis/define-script.ts';
import { replicated } from '../redis/replicated.ts';
import type { HeldLease, Lease } from './port.ts';

/** How long a clock put back, which lets the time be below a token, is borne. */
const rememberSeconds = 7 * 86_400;

/**
 * The token is the time in ms, or one more than the last: it grows even over a server that lost the last one, or has forgotten it, as
 * names nobody takes are forgotten. A call sent twice finds its own lease.
 */
const take = defineScript(`local last = tonumber(redis.call('GET', KEYS[2]) or 0)
if redis.call('GET', KEYS[1]) == ARGV[1] then return last end
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local time = redis.call('TIME')
local token = math.max(last + 1, time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('SET', KEYS[2], string.format('%.0f', token), 'EX', ${rememberSeconds})
return token`);
const extend = defineScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`,
);
const free = defineScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
);

/**
 * Leases in one Redis, behind sentinels on a replica too. A master that was cut off and does not know that it was deposed can leave a
 * name with two holders for up to one ttl: check the fencing token where a late write would harm.
 */
export function openRedisLease(redis: Redis, options: { prefix?: string } = {}): Lease {
  const { prefix = 'sagacity' } = options;
  const held = new Set<HeldLease>();

  return {
    async acquire(name, ttlMs) {
      const key = `${prefix}:lease:{${name}}`;
      const holder = randomUUID();
      const run = (script: () => Promise<unknown>) =>
        onRedis(`lease ${name}`, async () => Number(await script()));
      const fencingToken = await run(() =>
        replicated(redis, () => take(redis, [key, `${key}:token`], [holder, ttlMs])),
      );
      if (fencingToken === 0) return null;
      const lease: HeldLease = {
        name,
        fencingToken,
        renew: async () => (await run(() => extend(redis, [key], [holder, ttlMs]))) === 1,
        async release() {
          held.delete(lease);
          await run(() => free(redis, [key], [holder]));
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
