import { randomUUID } from 'node:crypto';
import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import type { Redis } from 'ioredis';
import { onRedis, pingRedis } from '../redis/connect-redis.ts';
import { defineScript } from '../redis/define-script.ts';
import { duplicatePatient } from '../redis/duplicate-patient.ts';
import { replicated } from '../redis/replicated.ts';
import { followStream } from './follow-stream.ts';
import type { EventLog, LoggedEvent } from './port.ts';

export interface RedisEventLogOptions {
  readonly clock?: Clock;
  readonly prefix?: string;
  /** Announcements can be lost with a connection; followers look by themselves this often, 2,000 by default. */
  readonly pollMs?: number;
}

/**
 * `*` never gives an id at or below the last one, even after a clock step; PERSIST undoes the expiry of a removed stream. The client
 * sends a call again when its answer was lost with the connection: KEYS[2] remembers the id such a call was given.
 */
const add = defineScript(`local known = redis.call('GET', KEYS[2])
if known then return known end
local id = redis.call('XADD', KEYS[1], '*', 'e', ARGV[1])
redis.call('PERSIST', KEYS[1])
redis.call('SET', KEYS[2], id, 'PX', 60000)
redis.call('PUBLISH', ARGV[2], ARGV[3])
return id`);

export interface RedisEventLog extends EventLog {
  /** Fails while Redis is away. The same `call` made again adds nothing when it was made within the last minute. */
  append<E>(stream: string, event: E, call?: string): Promise<LoggedEvent<E>>;
}

/** An emptied stream keeps its last id for this long: nobody asks for events after an older offset later than that. */
const rememberRemovedSeconds = 7 * 86_400;
const offsetPattern = /^\d+-\d+$/;

/** Events in Redis Streams. As durable as the Redis is, and behind sentinels on a replica too: it needs `appendonly yes` and `maxmemory-policy noeviction`. */
export function openRedisEventLog(redis: Redis, options: RedisEventLogOptions = {}): RedisEventLog {
  const { clock = systemClock, prefix = 'sagacity', pollMs = 2_000 } = options;
  const who = 'event log';
  const keyOf = (stream: string) => `${prefix}:events:${stream}`;
  const channel = `${prefix}:events`;
  const closing = new AbortController();
  const followers = new Map<() => void, string>();
  const wake = (stream?: string) => {
    for (const [call, of] of followers) if (stream === undefined || of === stream) call();
  };
  const { connection: subscriber, disconnect } = duplicatePatient(redis);
  subscriber.on('message', (_channel, stream: string) => wake(stream));
  subscriber.on('ready', () => wake());
  subscriber.subscribe(channel).catch(() => {});
  const polling = setInterval(() => wake(), pollMs).unref();

  const read = async <E>(stream: string, after: string | null, limit: number): Promise<LoggedEvent<E>[]> => {
    if (after !== null && !offsetPattern.test(after))
      throw new AppError('VALIDATION_FAILED', `event log: "${after}" is no offset; read from null instead`);
    const from = after === null ? '-' : `(${after}`;
    const entries = await onRedis(who, () => redis.xrange(keyOf(stream), from, '+', 'COUNT', limit));
    return entries.map(([offset, fields]) => logged<E>(offset, fields[1]!));
  };

  const empty = (key: string) =>
    redis.multi().xtrim(key, 'MAXLEN', 0).expire(key, rememberRemovedSeconds).exec();

  return {
    async append<E>(stream: string, event: E, call: string = randomUUID()) {
      const text = JSON.stringify(event);
      const keys = [keyOf(stream), `${prefix}:event-call:${call}`];
      const id = await onRedis(who, () => replicated(redis, () => add(redis, keys, [text, channel, stream])));
      wake(stream);
      return logged<E>(String(id), text);
    },
    read,
    follow: (stream, after, onEvent) =>
      followStream({
        after,
        clock,
        closed: closing.signal,
        onEvent,
        read: (from, limit) => read(stream, from, limit),
        subscribe(call) {
          followers.set(call, stream);
          return () => followers.delete(call);
        },
      }),
    async removeStream(stream) {
      await onRedis(who, () => empty(keyOf(stream)));
    },
    trim: (before) =>
      onRedis(who, async () => {
        let removed = 0;
        for await (const keys of redis.scanStream({ match: `${prefix}:events:*`, count: 500 }))
          for (const key of keys as string[]) {
            removed += await redis.xtrim(key, 'MINID', Date.parse(before));
            if ((await redis.xlen(key)) === 0) await redis.expire(key, rememberRemovedSeconds);
          }
        return removed;
      }),
    ping: (timeoutMs) => pingRedis(redis, who, timeoutMs),
    async close() {
      clearInterval(polling);
      closing.abort();
      followers.clear();
      disconnect();
    },
  };
}

const logged = <E>(offset: string, text: string): LoggedEvent<E> => ({
  offset,
  at: new Date(Number(offset.split('-')[0])).toISOString(),
  event: JSON.parse(text) as E,
});
