import { randomUUID } from 'node:crypto';
import { AppError, type Clock, isAppError } from '@sagacity/kernel';
import type { RedisEventLog } from './open-redis-event-log.ts';
import type { EventLog, LoggedEvent } from './port.ts';

export interface KeepUnsent {
  readonly clock: Clock;
  /** Told of events that are given up. */
  readonly onError: (error: unknown) => void;
}

interface Unsent {
  readonly event: unknown;
  readonly call: string;
  /** Under way, and perhaps made. */
  attempt: Promise<unknown> | null;
}

/** A writer waits this long for Redis, then goes on with its work. */
const patienceMs = 500;
const retryMs = 500;
const mostKept = 20_000;

/**
 * The log for those whose work must not stop with it: what cannot be appended now is kept in memory and appended in its stream's order
 * when Redis is back, each event once. Kept events end with the process; more than 20,000 of them are refused with STORE_UNAVAILABLE.
 */
export function keepUnsent(log: RedisEventLog, { clock, onError }: KeepUnsent): EventLog {
  const streams = new Map<string, Unsent[]>();
  const closing = new AbortController();
  let kept = 0;

  const drain = async (stream: string, waiting: Unsent[]) => {
    while (waiting.length > 0 && !closing.signal.aborted) {
      const [first] = waiting as [Unsent];
      try {
        await (first.attempt ?? log.append(stream, first.event, first.call));
      } catch (error) {
        first.attempt = null;
        if (isAppError(error, 'STORE_UNAVAILABLE')) {
          await clock.sleep(retryMs, closing.signal).catch(() => undefined); // closed: the loop ends
          continue;
        }
        onError(error);
      }
      waiting.shift();
      kept--;
    }
    if (streams.get(stream) === waiting) streams.delete(stream);
  };

  const keep = (stream: string, unsent: Unsent) => {
    if (kept >= mostKept || closing.signal.aborted)
      throw new AppError(
        'STORE_UNAVAILABLE',
        `event log: Redis is away and ${kept} events wait for it; no more are kept until it is back`,
      );
    kept++;
    const waiting = streams.get(stream);
    if (waiting) return void waiting.push(unsent);
    const begun = [unsent];
    streams.set(stream, begun);
    drain(stream, begun).catch(onError);
  };

  return {
    ...log,
    async append<E>(stream: string, event: E): Promise<LoggedEvent<E> | null> {
      const call = randomUUID();
      if (streams.has(stream)) {
        keep(stream, { event, call, attempt: null });
        return null;
      }
      const attempt = log.append(stream, event, call);
      const answered = new AbortController();
      const late = clock.sleep(patienceMs, answered.signal).then(
        () => 'late' as const,
        () => 'late' as const,
      );
      try {
        const first = await Promise.race([attempt, late]);
        if (first !== 'late') return first;
        keep(stream, { event, call, attempt });
      } catch (error) {
        if (!isAppError(error, 'STORE_UNAVAILABLE')) throw error;
        keep(stream, { event, call, attempt: null });
      } finally {
        answered.abort();
      }
      return null;
    },
    async removeStream(stream) {
      const waiting = streams.get(stream);
      if (waiting) kept -= waiting.splice(1).length; // the first may be under way
      await log.removeStream(stream);
    },
    async close() {
      closing.abort();
      if (kept > 0)
        onError(
          new AppError(
            'STORE_UNAVAILABLE',
            `event log: ${kept} events were not written before the end; the runs they tell of are stored`,
          ),
        );
      await log.close();
    },
  };
}
