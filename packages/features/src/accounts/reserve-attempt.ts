import { AppError, isAppError } from '@sagacity/kernel';
import { type SignInAttempt, signInAttempts } from './documents.ts';
import type { AccountCtx } from './services.ts';

/** An attempt counted as failed before the password is looked at, so that parallel guesses cannot slip through. */
export interface ReservedAttempt {
  /** The password was right: takes the attempt back. */
  release(): Promise<void>;
}

const rememberMs = 86_400_000;
const mostRaces = 20;

/**
 * Counts an attempt for a key (`account:<nameKey>`, `address:<ip>`). From the `limit`-th failure on the key is locked, first for
 * `firstDelaySeconds`, each next time twice as long. Throws LOCKED_OUT with `details.retryAfterMs`.
 */
export async function reserveAttempt(ctx: AccountCtx, key: string, limit: number): Promise<ReservedAttempt> {
  const collection = ctx.store.collection(signInAttempts);
  for (let race = 0; race < mostRaces; race++) {
    const nowMs = ctx.clock.now();
    const stored = await collection.findOne({ _id: key });
    const before = stored && stored.expiresAt.getTime() > nowMs ? stored : null;
    const waitMs = (before?.lockedUntil?.getTime() ?? 0) - nowMs;
    if (waitMs > 0) throw lockedOut(waitMs);
    const next = afterFailure(ctx, { _id: key, failures: (before?.failures ?? 0) + 1 }, limit);
    if (await write(ctx, stored, next)) return { release: () => release(ctx, key, before) };
  }
  throw lockedOut(1_000);
}

function afterFailure(
  { clock, lockout }: AccountCtx,
  { _id, failures }: Pick<SignInAttempt, '_id' | 'failures'>,
  limit: number,
): SignInAttempt {
  const nowMs = clock.now();
  const doublings = failures - limit;
  const delayMs = Math.min(
    lockout.firstDelaySeconds * 1_000 * 2 ** doublings,
    lockout.maxDelayMinutes * 60_000,
  );
  return {
    _id,
    failures,
    lockedUntil: doublings < 0 ? null : new Date(nowMs + delayMs),
    expiresAt: new Date(nowMs + rememberMs),
  };
}

/** False when another attempt was counted in between. */
async function write(ctx: AccountCtx, stored: SignInAttempt | null, next: SignInAttempt): Promise<boolean> {
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

async function release(ctx: AccountCtx, key: string, before: SignInAttempt | null): Promise<void> {
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
