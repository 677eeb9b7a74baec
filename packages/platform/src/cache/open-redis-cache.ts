import { bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis';
import type { Redis, RedisOptions } from 'ioredis';
import { pingRedis } from '../redis/connect-redis.ts';
import { leaveSilent } from '../redis/leave-silent.ts';
import { buildCache } from './build-cache.ts';
import type { Cache } from './port.ts';

export interface RedisCacheOptions {
  readonly prefix?: string;
  /** Entries kept in this process before Redis is asked; 10,000 by default. */
  readonly maxItems?: number;
  readonly random?: () => number;
}

/** A cache that is slower than its factory is none. */
const impatient: RedisOptions = { maxRetriesPerRequest: 0, commandTimeout: 500 };

/** After a fault Redis is left alone for this long, so that readers do not wait for it one by one. */
const breakMs = 5_000;

/**
 * Memory in front of Redis; a bus tells the other processes what changed. Each process may call a factory once per key: one flight per
 * process, not per cluster. While Redis is away it works from memory and factories,
 * and a deletion reaches the other processes' memory only by expiry.
 */
export function openRedisCache(redis: Redis, options: RedisCacheOptions = {}): Cache {
  const { prefix = 'sagacity', maxItems = 10_000, random } = options;
  const connections: Redis[] = [];
  const connect = (options: RedisOptions = {}) => {
    const connection = leaveSilent(redis.duplicate({ ...impatient, ...options }));
    connection.on('error', () => {}); // the main connection reports the same fault
    connections.push(connection);
    return connection;
  };
  const store = bentostore({
    prefix: `${prefix}:cache`,
    suppressL2Errors: true,
    l2CircuitBreakerDuration: breakMs,
  })
    .useL1Layer(memoryDriver({ maxItems }))
    .useL2Layer(redisDriver({ connection: connect() }))
    .useBus(patientBus(redis, connect, prefix));
  return buildCache({
    store,
    ping: (timeoutMs) => pingRedis(redis, 'cache', timeoutMs),
    close: async () => {
      for (const connection of connections) connection.disconnect();
    },
    ...(random && { random }),
  });
}

/** A bus below the prefix, whose two connections are ours to close, and whose subscription waits for a Redis that is away instead of being given up. */
function patientBus(redis: Redis, connect: (options: RedisOptions) => Redis, prefix: string) {
  const patient = { maxRetriesPerRequest: null, commandTimeout: undefined };
  // The transport duplicates what it is given, first to publish, then to subscribe.
  const optionsOf: RedisOptions[] = [{}, patient];
  const duplicate = () => connect(optionsOf.shift() ?? {});
  const connection: Redis = Object.create(redis, { duplicate: { value: duplicate } });
  const { options, factory } = redisBusDriver({ connection });
  return {
    options,
    factory(config: unknown) {
      const transport = factory(config);
      const below = (channel: string) => `${prefix}:cache:${channel}`;
      const subscribe = transport.subscribe.bind(transport);
      const publish = transport.publish.bind(transport);
      transport.publish = (channel, message) => publish(below(channel), message);
      // BentoCache does not await it: closing before the first connection would be an unhandled rejection.
      transport.subscribe = (channel, handler) => subscribe(below(channel), handler).catch(() => {});
      transport.disconnect = async () => {}; // its own would wait for an answer of a Redis that is away
      return transport;
    },
  };
}
