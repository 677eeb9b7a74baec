import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { expect, it } from 'vitest';
import { createAuthenticator } from './authenticator.ts';

const hourMs = 3_600_000;

/** A session that can be ended elsewhere, and a clock moved by hand. */
function setUp() {
  const state = { nowMs: 10 * hourMs, elapsedMs: 0, revokedAt: null as Date | null, isAway: false };
  const session = { _id: 's', accountId: 'a', expiresAt: new Date(100 * hourMs) };
  const account = { _id: 'a', name: 'ann', role: 'researcher', disabled: false, mustChangePassword: false };
  const findOne = async ({ _id }: { _id: string }) => {
    if (state.isAway) throw new AppError('STORE_UNAVAILABLE', 'away');
    return _id === 's' ? { ...session, revokedAt: state.revokedAt } : account;
  };
  const store = { collection: () => ({ findOne }) } as unknown as Pick<Store, 'collection'>; // only findOne is asked
  const clock = { ...clockAt(() => state.nowMs), elapsed: () => state.elapsedMs };
  const authenticator = createAuthenticator();
  const ask = () => authenticator.authenticate({ clock, store }, { sessionId: 's', accountId: 'a' });
  return { state, ask };
}

it('remembers a session for two seconds', async () => {
  const { state, ask } = setUp();
  await ask();
  state.revokedAt = new Date(state.nowMs);
  state.elapsedMs += 1_999;
  expect((await ask()).actor.name).toBe('ann');
  state.elapsedMs += 1;
  await expect(ask()).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
});

it('sees that a session was ended elsewhere although the clock was set back an hour', async () => {
  const { state, ask } = setUp();
  await ask();
  state.revokedAt = new Date(state.nowMs);
  state.nowMs -= hourMs;
  state.elapsedMs += 2_000;
  await expect(ask()).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
});

it('knows a session for a minute while the store is away, and no longer', async () => {
  const { state, ask } = setUp();
  await ask();
  state.isAway = true;
  for (; state.elapsedMs < 59_000; state.elapsedMs += 2_500) expect((await ask()).actor.name).toBe('ann');
  state.elapsedMs = 60_000;
  await expect(ask()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  state.isAway = false;
  state.revokedAt = new Date(state.nowMs);
  await expect(ask()).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
});
