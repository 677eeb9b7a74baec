import { AppError, messageOf } from '@sagacity/kernel';
import { Redis } from 'ioredis';

export interface RedisOptions {
  /** A command that got no answer for this long fails; 5,000 by default. */
  readonly commandTimeoutMs?: number;
  /** Told of every lost connection; the client reconnects by itself for ever. */
  readonly onError?: (error: unknown) => void;
}

/**
 * A client that reconnects for ever while each command gives up after two reconnections or its timeout, so that callers degrade instead
 * of hanging. Does not wait for the first connection. `url`: `redis://` or `rediss://`, with user, password and database.
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  const { commandTimeoutMs = 5_000, onError = () => {} } = options;
  const redis = new Redis(url, {
    commandTimeout: commandTimeoutMs,
    connectTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 2,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  });
  redis.on('error', onError);
  return redis;
}

/** Replies a server gives while it cannot serve, though the command is right. */
const serverUnfit = /^(LOADING|READONLY|MASTERDOWN|NOREPLICAS|OOM|MISCONF|TRYAGAIN|CLUSTERDOWN)/;

/** Runs `work`; connection faults and time-outs become STORE_UNAVAILABLE, other errors pass. */
export async function onRedis<R>(who: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const text = messageOf(error);
    const isReply = error instanceof Error && error.name === 'ReplyError';
    if (error instanceof AppError || (isReply && !serverUnfit.test(text))) throw error;
    throw new AppError('STORE_UNAVAILABLE', `${who}: Redis does not answer (${text})`, {}, error);
  }
}

/** Resolves when Redis answered within `timeoutMs`; throws STORE_UNAVAILABLE. */
export async function pingRedis(redis: Redis, who: string, timeoutMs: number): Promise<void> {
  const late = AbortSignal.timeout(timeoutMs);
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const onLate = () => reject(new Error(`no answer within ${timeoutMs} ms`));
  late.addEventListener('abort', onLate, { once: true });
  const ping = redis.ping();
  ping.catch(() => {});
  await onRedis(who, () => Promise.race([ping, timedOut])).finally(() =>
    late.removeEventListener('abort', onLate),
  );
}
