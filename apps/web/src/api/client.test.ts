import type { Session } from '@sagacity/contracts/accounts';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { createClient } from './client.ts';

const account = {
  id: 'a1',
  name: 'li',
  role: 'admin' as const,
  mustChangePassword: false,
  disabled: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSignInAt: null,
  preferences: { language: null, theme: 'system' as const, gainColor: null },
};
const session = (token: string, lastsMs = 900_000): Session => ({
  accessToken: token,
  expiresAt: new Date(lastsMs).toISOString(),
  account,
});
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const refusal = (code: string, status: number) =>
  json({ error: { code, message: 'no', details: {}, requestId: 'req-7' } }, status);

/** Accepts the newest token only. */
function server(first: string) {
  let valid = first;
  let refreshes = 0;
  const fetch = vi.fn(async (url: unknown, init?: RequestInit) => {
    if (url === '/api/session/refresh') {
      refreshes += 1;
      valid = `t${refreshes}`;
      await Promise.resolve();
      return json(session(valid));
    }
    const sent = new Headers(init?.headers).get('authorization');
    return sent === `Bearer ${valid}` ? json(account) : refusal('UNAUTHENTICATED', 401);
  });
  return { fetch: fetch as unknown as typeof globalThis.fetch, refreshes: () => refreshes, calls: fetch };
}

describe('client', () => {
  it('renews once for many calls that meet an expired token together', async () => {
    const backend = server('other');
    const client = createClient({ fetch: backend.fetch, now: () => 0 });
    client.adopt(session('old'));
    const replies = await Promise.all(Array.from({ length: 8 }, () => client.call('me')));
    expect(replies.every((reply) => reply.name === 'li')).toBe(true);
    expect(backend.refreshes()).toBe(1);
  });

  it('renews before a call when the token is about to end', async () => {
    const backend = server('old');
    const client = createClient({ fetch: backend.fetch, now: () => 895_000 });
    client.adopt(session('old'));
    await client.call('me');
    expect(backend.refreshes()).toBe(1);
    expect(backend.calls).toHaveBeenCalledTimes(2);
  });

  it('never sends the refresh token of two tabs at the same time', async () => {
    let queue: Promise<unknown> = Promise.resolve();
    let running = 0;
    let most = 0;
    const oneAtATime = <T>(run: () => Promise<T>): Promise<T> => {
      const turn = queue.then(run);
      queue = turn;
      return turn;
    };
    const fetch = (async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return json(session('t'));
    }) as unknown as typeof globalThis.fetch;
    const tabs = [createClient({ fetch, oneAtATime }), createClient({ fetch, oneAtATime })];
    await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(most).toBe(1);
  });

  it('says signed out when the session cannot be renewed', async () => {
    const onSignedOut = vi.fn();
    const fetch = (async () => refusal('SESSION_REVOKED', 401)) as unknown as typeof globalThis.fetch;
    const client = createClient({ fetch, onSignedOut });
    await expect(client.call('me')).rejects.toMatchObject({ code: 'SESSION_REVOKED', requestId: 'req-7' });
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('calls a dead network offline and retryable', async () => {
    const fetch = (async () => {
      throw new TypeError('fetch failed');
    }) as unknown as typeof globalThis.fetch;
    const error = await createClient({ fetch })
      .call('live')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'OFFLINE', retryable: true, notServing: true });
  });

  it('refuses a reply that does not fit the contract', async () => {
    const fetch = (async () => json({ status: 'fine' })) as unknown as typeof globalThis.fetch;
    await expect(createClient({ fetch }).call('live')).rejects.toMatchObject({ code: 'REPLY_MISFIT' });
  });

  it('fills path and query', async () => {
    const fetch = vi.fn(async () => json({ facts: [], absences: [] }));
    const client = createClient({ fetch: fetch as unknown as typeof globalThis.fetch, now: () => 0 });
    client.adopt(session('x'));
    await client.call('getFacts', { params: { instrument: 'DEMO:NEBULA' }, query: { asOf: '2026-01-05' } });
    expect(fetch.mock.calls[0]?.at(0 as never)).toBe('/api/instruments/DEMO%3ANEBULA/facts?asOf=2026-01-05');
  });

  it('says that a reply is slow, and gives up a read that never comes', async () => {
    vi.useFakeTimers();
    try {
      const limit = new AbortController();
      vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
        setTimeout(() => limit.abort(new DOMException('late', 'TimeoutError')), ms);
        return limit.signal;
      });
      const never = (_: unknown, init?: RequestInit) =>
        new Promise<Response>((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        });
      const onSlow = vi.fn();
      const client = createClient({ fetch: never as typeof fetch, now: () => 0, onSlow });
      client.adopt(session('t'));
      const failure = client.call('me').catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(onSlow).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await failure).toMatchObject({ code: 'OFFLINE' });
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
    }
  });
});
