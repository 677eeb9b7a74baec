import { addressKeyOf } from './address-key.ts';
import type { AttemptLimit } from './reserve-attempts.ts';
import type { AccountCtx } from './services.ts';

type LimitCtx = Pick<AccountCtx, 'lockout' | 'address'>;

const minuteMs = 60_000;
const strangersPerAddress = 4;
const longestForStrangersMs = 5 * minuteMs;

const strangersKey = (nameKey: string): string => `account:${nameKey}`;
const pairKey = (nameKey: string, address: string): string => `${strangersKey(nameKey)}@${address}`;

/**
 * What one sign-in counts for: its address, the account from that address, and, from an address the account never signed in from, the
 * account from all such addresses together. Nobody elsewhere can lock an address that is known.
 *
 * With the usual configuration an attacker has 34 guesses a day at one account from one address; with any number of addresses 310, of
 * which the first 20 come at once and the others every 5 minutes.
 */
export function signInLimits(ctx: LimitCtx, nameKey: string, isKnown: boolean): AttemptLimit[] {
  const { accountAttempts, addressAttempts } = ctx.lockout;
  const longestMs = ctx.lockout.maxDelayMinutes * minuteMs;
  const address = addressKeyOf(ctx.address);
  const own = [
    { key: `address:${address}`, limit: addressAttempts, longestMs },
    { key: pairKey(nameKey, address), limit: accountAttempts, longestMs },
  ];
  if (isKnown) return own;
  const strangers = {
    key: strangersKey(nameKey),
    limit: strangersPerAddress * accountAttempts,
    longestMs: Math.min(longestMs, longestForStrangersMs),
  };
  return [...own, strangers];
}

/** Whoever is signed in and guesses the present password. */
export const passwordChangeLimit = ({ lockout }: LimitCtx, accountId: string): AttemptLimit => ({
  key: `password:${accountId}`,
  limit: lockout.accountAttempts,
  longestMs: lockout.maxDelayMinutes * minuteMs,
});

/** Filters of all that is counted for signing in to an account; names hold no `@`, and `A` follows it. */
export const attemptsOf = (nameKey: string) => ({
  fromHere: (ctx: LimitCtx) => ({ _id: pairKey(nameKey, addressKeyOf(ctx.address)) }),
  fromAnywhere: {
    $or: [
      { _id: strangersKey(nameKey) },
      { _id: { $gte: pairKey(nameKey, ''), $lt: `${strangersKey(nameKey)}A` } },
    ],
  },
});
