import { randomUUID } from 'node:crypto';
import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import type { Redis } from 'ioredis';
import { onRedis, pingRedis } from '../redis/connect-redis.ts';
import { defineScript } from '../redis/define-script.ts';
import { duplicatePatient } from '../redis/duplicate-patient.ts';
import { replicated } from '../redis/replicated.ts';
import { shortageIn } from '../redis/shortage-in.ts';
import { followStream } from './follow-stream.ts';
import type { EventLog, LoggedEvent } from './port.ts';

export interface RedisEventLogOptions {
  readonly clock?: Clock;
  readonly prefix?: string;
  /** Announcements can be lost with a connection; followers look by themselves this often, 2,000 by default. */
  readonly pollMs?: number;
}

/** An emptied stream keeps its last id, and a call without an answer its event's, for this long: nobody asks for them later than that. */
const rememberSeconds = 7 * 86_400;

/**
 * `*` never gives an id at or below the last one, even after a clock step; PERSIST undoes the expiry of a removed stream. A call is sent
 * again when its answer was lost: KEYS[2] remembers the id it was given until the answer is known to have come (the keys after it).
 */
const add = defineScript(`if #KEYS > 2 then redis.call('DEL', unpack(KEYS, 3)) end
local known = redis.call('GET', KEYS[2])
if known then return known end
local id = redis.call('XADD', KEYS[1], '*', 'e', ARGV[1])
redis.call('PERSIST', KEYS[1])
redis.call('SET', KEYS[2], id, 'EX', ${rememberSeconds})
redis.call('PUBLISH', ARGV[2], ARGV[3])
return id`);

/** The expiry of an empty stream runs from when it was found empty first. */
const trimOne = defineScript(`local removed = redis.call('XTRIM', KEYS[1], 'MINID', ARGV[1])
if redis.call('XLEN', KEYS[1]) == 0 and redis.call('TTL', KEYS[1]) == -1 then
  redis.call('EXPIRE', KEYS[1], ${rememberSeconds})
end
return removed`);

export interface RedisEventLog extends EventLog {
  /** Fails while Redis is away. The same `call` made again within a week of one that failed adds nothing when that one had. */
  append<E>(stream: string, event: E, call?: string): Promise<LoggedEvent<E>>;
}

const offsetPattern = /^\d+-\d+$/;
/** Keys looked at, and offsets sent, at a time. */
const batch = 500;

/**
 * Events in Redis Streams. As durable as the Redis is, and behind sentinels on a replica too: it needs `appendonly yes`,
 * `appendfsync always` and `maxmemory-policy noeviction`.
 */
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
  let answered: string[] = [];
  const polling = setInterval(() => wake(), pollMs).unref();

  const read = async <E>(stream: string, after: string | null, limit: number): Promise<LoggedEvent<E>[]> => {
    if (after !== null && !offsetPattern.test(after))
      throw new AppError('VALIDATION_FAILED', `event log: "${after}" is no offset; read from null instead`);
    const from = after === null ? '-' : `(${after}`;
    const entries = await onRedis(who, () => redis.xrange(keyOf(stream), from, '+', 'COUNT', limit));
    return entries.map(([offset, fields]) => logged<E>(offset, fields[1]!));
  };

  const empty = (key: string) => redis.multi().xtrim(key, 'MAXLEN', 0).expire(key, rememberSeconds).exec();

  return {
    async append<E>(stream: string, event: E, call: string = randomUUID()) {
      const text = JSON.stringify(event);
      const callKey = `${prefix}:event-call:${call}`;
      const keys = [keyOf(stream), callKey, ...answered];
      answered = [];
      const id = await onRedis(who, () => replicated(redis, () => add(redis, keys, [text, channel, stream])));
      answered.push(callKey);
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
    async removeEvents(stream, offsets) {
      for (let at = 0; at < offsets.length; at += batch)
        await onRedis(who, () => redis.xdel(keyOf(stream), ...offsets.slice(at, at + batch)));
    },
    trim: (before, signal) =>
      onRedis(who, async () => {
        let removed = 0;
        for await (const keys of redis.scanStream({ match: `${prefix}:events:*`, count: batch })) {
          if (signal?.aborted) break;
          const trimmed = (keys as string[]).map((key) => trimOne(redis, [key], [Date.parse(before)]));
          for (const count of await Promise.all(trimmed)) removed += Number(count);
        }
        return removed;
      }),
    async ping(timeoutMs) {
      await pingRedis(redis, who, timeoutMs);
      return shortageIn(await onRedis(who, () => redis.info('memory')));
    },
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
