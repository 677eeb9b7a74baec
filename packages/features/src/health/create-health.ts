import type { HealthReply } from '@sagacity/contracts';
import { AppError, type Clock, messageOf } from '@sagacity/kernel';

/** Null: all is well. A text: why it works badly. A note: all is well, and what to know about it. */
export type HealthFinding = null | string | { readonly note: string };

/** A component as `health` sees it. */
export interface HealthCheck {
  readonly name: string;
  /** Without it the server cannot serve: then `down` is 503. A component not needed only degrades. */
  readonly needed: boolean;
  /** Throws when it does not work. */
  check(timeoutMs: number): Promise<HealthFinding>;
}

export interface HealthOptions {
  readonly clock: Clock;
  readonly version: string;
  readonly role: string;
  readonly checks: readonly HealthCheck[];
  /** Longest a check may take. Default 2000. */
  readonly timeoutMs?: number;
  /** Within this time all callers share one result, so that many callers cost no more than one. Default 1000. */
  readonly cacheMs?: number;
}

export interface Health {
  /** `down` when a needed component is, or when the server is stopping. */
  report(): Promise<HealthReply>;
  /** From now on not ready, whatever the components say. */
  stopping(): void;
}

type Status = HealthReply['status'];
interface Result {
  readonly status: Status;
  readonly latencyMs: number | null;
  readonly detail: string | null;
  /** When it was found out, as `Clock.elapsed`. */
  readonly atMs: number;
}

/** Runs the real checks, all at once, each with a time limit, and remembers since when a component has its status. */
export function createHealth(options: HealthOptions): Health {
  const { clock, version, role, checks, timeoutMs = 2_000, cacheMs = 1_000 } = options;
  const startedAtMs = clock.elapsed();
  const seen = new Map<string, { status: Status; since: string }>();
  let latest: { atMs: number; results: Promise<Result[]> } | null = null;
  let isStopping = false;

  const results = () => {
    if (!latest || clock.elapsed() - latest.atMs >= cacheMs)
      latest = {
        atMs: clock.elapsed(),
        results: Promise.all(checks.map((check) => runCheck(check, clock, timeoutMs))),
      };
    return latest.results;
  };

  return {
    stopping() {
      isStopping = true;
    },
    async report() {
      const found = await results();
      const components = checks.map(({ name }, at) => {
        const { status, latencyMs, detail, atMs } = found[at] as Result; // one result per check
        const ageMs = clock.elapsed() - atMs;
        const before = seen.get(name);
        const since = before?.status === status ? before.since : new Date(clock.now() - ageMs).toISOString();
        seen.set(name, { status, since });
        return { name, status, latencyMs, ageMs, detail, since };
      });
      const down = checks.some(({ needed }, at) => needed && components[at]?.status === 'down');
      const degraded = components.some(({ status }) => status !== 'ok');
      const status = isStopping || down ? 'down' : degraded ? 'degraded' : 'ok';
      return { status, version, role, uptimeMs: clock.elapsed() - startedAtMs, components };
    },
  };
}

/** A check that keeps its time limit gets to say itself what did not answer. */
const ownWordsMs = 200;

async function runCheck(check: HealthCheck, clock: Clock, timeoutMs: number): Promise<Result> {
  const startedMs = clock.elapsed();
  const timeLimit = new AbortController();
  const expired = clock.sleep(timeoutMs + ownWordsMs, timeLimit.signal).then(() => {
    throw new AppError('TIME_LIMIT_EXCEEDED', `no answer within ${timeoutMs} ms`);
  });
  expired.catch(() => undefined); // lost the race, or was aborted below
  try {
    const finding = await Promise.race([check.check(timeoutMs), expired]);
    const latencyMs = clock.elapsed() - startedMs;
    const status = typeof finding === 'string' ? 'degraded' : 'ok';
    const detail = typeof finding === 'string' ? finding : (finding?.note ?? null);
    return { status, latencyMs, detail, atMs: clock.elapsed() };
  } catch (error) {
    return { status: 'down', latencyMs: null, detail: messageOf(error), atMs: clock.elapsed() };
  } finally {
    timeLimit.abort();
  }
}
