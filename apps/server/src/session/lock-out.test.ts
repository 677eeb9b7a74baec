import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstPassword, openTestServer, type TestServer, toSignedIn } from '../test-server.fixture.ts';

let server: TestServer;
const start = async (environment: Record<string, string> = {}) => {
  server = await openTestServer({
    environment: { SAGACITY_LIMITS_SIGN_INS_PER_MINUTE: '1000', ...environment },
  });
};
beforeEach(() => start());
afterEach(() => server.close());

const here = '198.51.100.1';
const attempt = (password: string, name = 'admin', remoteAddress = here) =>
  server.app.inject({ method: 'POST', url: '/api/session', body: { name, password }, remoteAddress });
const fail = async (times: number, name = 'admin', from = here) => {
  for (let i = 0; i < times; i++) await attempt('not this one', name, from);
};

describe('lock-out at signIn', () => {
  it('refuses even the right password after five failures, and says how long to wait', async () => {
    await fail(5);
    const reply = await attempt(firstPassword);
    expect(reply.json().error).toMatchObject({ code: 'LOCKED_OUT', details: { retryAfterMs: 30_000 } });
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '30']);
  });

  it('doubles the wait with each further failure, up to the longest', async () => {
    await server.close();
    await start({ SAGACITY_LOCKOUT_ADDRESS_ATTEMPTS: '1000' });
    await fail(5);
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const { retryAfterMs } = (await attempt('not this one')).json().error.details;
      waits.push(retryAfterMs / 1_000);
      server.pass(retryAfterMs);
      await attempt('not this one');
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('forgets failures after a success', async () => {
    await fail(4);
    expect((await attempt(firstPassword)).statusCode).toBe(200);
    await fail(4);
    expect((await attempt(firstPassword)).statusCode).toBe(200);
  });

  it('lets no more through when guesses come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 30 }, () => attempt('not this one')));
    expect(replies.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
  });

  it('treats a name that does not exist in the same way', async () => {
    await fail(5, 'nobody');
    expect((await attempt('x', 'nobody')).json().error.code).toBe('LOCKED_OUT');
  });

  it('locks an address that tries many names', async () => {
    for (let i = 0; i < 20; i++) await attempt('not this one', `name${i}`);
    expect((await attempt(firstPassword)).json().error.code).toBe('LOCKED_OUT');
  });

  it('does not count the successes of an address', async () => {
    for (let i = 0; i < 25; i++) expect((await attempt(firstPassword)).statusCode).toBe(200);
  });
});

describe('a stranger at signIn', () => {
  it('locks nobody out but itself', async () => {
    await fail(6, 'admin', '203.0.113.9');
    expect((await attempt(firstPassword, 'admin', '203.0.113.9')).statusCode).toBe(429);
    expect((await attempt(firstPassword)).statusCode).toBe(200);
  });

  it('does not keep the owner from changing the password', async () => {
    const owner = toSignedIn(server.app, await attempt(firstPassword));
    await fail(6, 'admin', '203.0.113.9');
    const body = { current: firstPassword, next: 'a fine long phrase' };
    expect((await owner.request('POST', '/api/me/password', body)).statusCode).toBe(200);
  });

  it('is slowed down with all other strangers, and addresses that are known are not', async () => {
    await server.close();
    await start({ SAGACITY_LOCKOUT_ACCOUNT_ATTEMPTS: '3' });
    expect((await attempt(firstPassword)).statusCode).toBe(200);
    for (let i = 0; i < 12; i++) await fail(1, 'admin', `203.0.113.${i}`);
    for (let i = 0; i < 4; i++) {
      const { code, details } = (await attempt(firstPassword, 'admin', '203.0.113.99')).json().error;
      expect([code, details.retryAfterMs]).toEqual(['LOCKED_OUT', 30_000]);
    }
    expect((await attempt(firstPassword)).statusCode).toBe(200);
    server.pass(30_000);
    expect((await attempt(firstPassword, 'admin', '203.0.113.99')).statusCode).toBe(200);
  });

  it('is one stranger with all addresses of its network', async () => {
    for (let i = 1; i <= 5; i++) await fail(1, 'admin', `2001:db8:1:2::${i}`);
    expect((await attempt(firstPassword, 'admin', '2001:db8:1:2::99')).statusCode).toBe(429);
    expect((await attempt(firstPassword, 'admin', '2001:db8:1:3::99')).statusCode).toBe(200);
  });
});

describe('the rate limit of signIn', () => {
  it('refuses the request after the last allowed one, with Retry-After', async () => {
    await server.close();
    await start({ SAGACITY_LIMITS_SIGN_INS_PER_MINUTE: '3' });
    for (let i = 0; i < 3; i++) await attempt(firstPassword);
    const reply = await attempt(firstPassword);
    expect([reply.statusCode, reply.json().error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
  });
});
