import { AppError, isAppError } from '@sagacity/kernel';
import { type SignInAttempt, signInAttempts } from './documents.ts';
import type { AccountCtx } from './services.ts';

/** How many failures a key has before waiting begins, and the longest wait. */
export interface AttemptLimit {
  readonly key: string;
  readonly limit: number;
  readonly longestMs: number;
}

/** An attempt counted as failed before the password is looked at, so that parallel guesses cannot slip through. */
export interface ReservedAttempt {
  /** The password was right: takes the attempt back. */
  release(): Promise<void>;
}

type CountingCtx = Pick<AccountCtx, 'clock' | 'store' | 'lockout'>;

const rememberMs = 86_400_000;
const mostRaces = 20;

/**
 * Counts one attempt for each key. From its `limit`-th failure on a key is locked, first for `firstDelaySeconds`, each next time twice as
 * long. Throws LOCKED_OUT with `details.retryAfterMs`; an attempt that one key refuses counts for none, as no password was looked at.
 */
export async function reserveAttempts(
  ctx: CountingCtx,
  limits: readonly AttemptLimit[],
): Promise<ReservedAttempt> {
  const reserved: ReservedAttempt[] = [];
  const release = async () => {
    for (const one of reserved) await one.release();
  };
  try {
    for (const limit of limits) reserved.push(await reserve(ctx, limit));
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

async function reserve(ctx: CountingCtx, limit: AttemptLimit): Promise<ReservedAttempt> {
  const { key } = limit;
  const collection = ctx.store.collection(signInAttempts);
  for (let race = 0; race < mostRaces; race++) {
    const nowMs = ctx.clock.now();
    const stored = await collection.findOne({ _id: key });
    const before = stored && stored.expiresAt.getTime() > nowMs ? stored : null;
    const waitMs = (before?.lockedUntil?.getTime() ?? 0) - nowMs;
    if (waitMs > 0) throw lockedOut(waitMs);
    const next = afterFailure(ctx, limit, (before?.failures ?? 0) + 1);
    if (await write(ctx, stored, next)) return { release: () => release(ctx, key, before) };
  }
  throw lockedOut(1_000);
}

function afterFailure(
  { clock, lockout }: CountingCtx,
  { key, limit, longestMs }: AttemptLimit,
  failures: number,
): SignInAttempt {
  const nowMs = clock.now();
  const doublings = failures - limit;
  const delayMs = Math.min(lockout.firstDelaySeconds * 1_000 * 2 ** doublings, longestMs);
  return {
    _id: key,
    failures,
    lockedUntil: doublings < 0 ? null : new Date(nowMs + delayMs),
    expiresAt: new Date(nowMs + rememberMs),
  };
}

/** False when another attempt was counted in between. */
async function write(ctx: CountingCtx, stored: SignInAttempt | null, next: SignInAttempt): Promise<boolean> {
  const collection = ctx.store.collection(signInAttempts);
  if (stored) {
    const unchanged = { _id: next._id, failures: stored.failures, expiresAt: stored.expiresAt };
    const { _id, ...fields } = next;
    return (await collection.updateOne(unchanged, { $set: fields })).matched === 1;
  }
  try {
    await collection.insertOne(next);
    return true;
  } catch (error) {
    if (isAppError(error, 'DUPLICATE_KEY')) return false;
    throw error;
  }
}

async function release(ctx: CountingCtx, key: string, before: SignInAttempt | null): Promise<void> {
  const collection = ctx.store.collection(signInAttempts);
  await collection.updateOne(
    { _id: key },
    { $inc: { failures: -1 }, $set: { lockedUntil: before?.lockedUntil ?? null } },
  );
}

const lockedOut = (retryAfterMs: number) =>
  new AppError(
    'LOCKED_OUT',
    `too many failed sign-ins; wait ${Math.ceil(retryAfterMs / 1_000)} s and try again`,
    {
      retryAfterMs,
    },
  );
