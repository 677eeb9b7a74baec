import { AppError, messageOf } from '@sagacity/kernel';
import { type RedisOptions as ClientOptions, Redis } from 'ioredis';
import { LastingRedis } from './lasting-redis.ts';
import { leaveSilent } from './leave-silent.ts';
import { parseSentinelUrl } from './parse-sentinel-url.ts';

export interface RedisOptions {
  /** A command that got no answer for this long fails; 5,000 by default. */
  readonly commandTimeoutMs?: number;
  /** A connection on which a command waits for so long without a byte is left for another; 8,000 by default. */
  readonly silentMs?: number;
  /** Told of every lost connection; the client reconnects by itself for ever. */
  readonly onError?: (error: unknown) => void;
}

/**
 * A client that reconnects for ever while each command gives up after two reconnections or its timeout, so that callers degrade instead
 * of hanging; behind sentinels only after its timeout, which a fail-over fits into. Does not wait for the first connection. `url`:
 * `redis://` or `rediss://`, with user, password and database, or `redis+sentinel://` (see `parseSentinelUrl`).
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  const { commandTimeoutMs = 5_000, silentMs = 8_000, onError = () => {} } = options;
  const behindSentinels = parseSentinelUrl(url);
  const shared: ClientOptions = {
    commandTimeout: commandTimeoutMs,
    socketTimeout: silentMs,
    keepAlive: keepAliveMs,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  };
  const redis = behindSentinels
    ? new LastingRedis({ ...shared, ...failingOver, ...behindSentinels })
    : new Redis(url, { ...shared, connectTimeout: commandTimeoutMs, maxRetriesPerRequest: 2 });
  redis.on('error', onError);
  return leaveSilent(redis);
}

/** Of a connection on which nobody waits: it is asked for a sign of life after this, and left 10 s later. */
const keepAliveMs = 10_000;

/** A server that hangs or is cut off is left as soon as a sentinel names another; a deposed one, when it refuses a write. */
const failingOver: ClientOptions = {
  connectTimeout: 1_000,
  sentinelCommandTimeout: 1_000,
  sentinelRetryStrategy: (attempt) => Math.min(attempt * 50, 500),
  sentinelReconnectStrategy: () => 1_000,
  failoverDetector: true,
  maxRetriesPerRequest: null,
  reconnectOnError: (error) => (deposed.test(error.message) ? 2 : false),
};

/** Refuses every write, or has no replica yet because it was promoted just now: the command is sent again, after a look for the master. */
const deposed = /^(READONLY|NOREPLICAS|MASTERDOWN)/;

/** Replies a server gives while it cannot serve, though the command is right. */
const unfit =
  /^(LOADING|READONLY|MASTERDOWN|NOREPLICAS|OOM|MISCONF|TRYAGAIN|CLUSTERDOWN|BUSY |EXECABORT|NOAUTH|WRONGPASS|NOPERM|ERR (AUTH|invalid password|max number of clients))/;

/** Whether Redis answered, and refused for want of memory, disk, replicas, the role, time or the right password. */
export const isRefusal = (error: unknown): boolean => isReply(error) && unfit.test(error.message);

const isReply = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';

/** Runs `work`; connection faults and time-outs become STORE_UNAVAILABLE, other errors pass. */
export async function onRedis<R>(who: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || (isReply(error) && !isRefusal(error))) throw error;
    const what = isReply(error) ? 'refuses' : 'does not answer';
    throw new AppError('STORE_UNAVAILABLE', `${who}: Redis ${what} (${reasonOf(error)})`, {}, error);
  }
}

/** Said before sign-in too: of a failed connection the code alone, since its message has the address. */
const reasonOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException | null)?.code ?? messageOf(error);

/** The smallest write there is. */
export const tryWrite = (redis: Redis): Promise<unknown> => redis.set('sagacity:ping', '1', 'PX', 60_000);

/**
 * Resolves when Redis took a write within `timeoutMs`: one without memory, disk or replicas answers a PING too. Throws STORE_UNAVAILABLE.
 */
export async function pingRedis(redis: Redis, who: string, timeoutMs: number): Promise<void> {
  const late = AbortSignal.timeout(timeoutMs);
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const onLate = () => reject(new Error(`no answer within ${timeoutMs} ms`));
  late.addEventListener('abort', onLate, { once: true });
  const write = tryWrite(redis);
  write.catch(() => {});
  await onRedis(who, () => Promise.race([write, timedOut])).finally(() =>
    late.removeEventListener('abort', onLate),
  );
}
