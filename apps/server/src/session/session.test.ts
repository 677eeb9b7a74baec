import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminPassword, firstPassword, openTestServer, type TestServer } from '../test-server.fixture.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer();
});
afterEach(() => server.close());

const post = (url: string, body?: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url, headers, ...(body && { body }) });
const codeOf = (reply: LightMyRequestResponse) => `${reply.statusCode} ${reply.json().error?.code}`;
const cookieOf = (reply: LightMyRequestResponse) =>
  reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const refresh = (cookie: string, headers: Record<string, string> = {}) =>
  post('/api/session/refresh', undefined, { cookie, ...headers });

describe('signIn', () => {
  it('answers an access token, and a refresh cookie no script and no other site can use', async () => {
    const reply = await post('/api/session', { name: 'Admin', password: firstPassword });
    expect(reply.json()).toMatchObject({
      account: { name: 'admin', role: 'admin', mustChangePassword: true },
    });
    expect(reply.body).not.toContain('passwordHash');
    expect(reply.cookies).toMatchObject([
      { name: 'sagacity_refresh', httpOnly: true, sameSite: 'Strict', path: '/api/session' },
    ]);
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await post('/api/session', { name: 'admin', password: 'not this one' });
    const unknown = await post('/api/session', { name: 'nobody', password: 'not this one' });
    expect(codeOf(wrong)).toBe('401 CREDENTIALS_REJECTED');
    expect(unknown.json().error.message).toBe(wrong.json().error.message);
    expect(unknown.statusCode).toBe(401);
  });

  it('allows nothing but the own account until the one-time password is changed', async () => {
    const session = await server.signIn('admin', firstPassword);
    expect(codeOf(await session.request('GET', '/api/accounts'))).toBe('403 PASSWORD_CHANGE_REQUIRED');
    expect((await session.request('GET', '/api/me')).statusCode).toBe(200);
  });
});

describe('behind a reverse proxy', () => {
  const signIn = (headers: Record<string, string>) =>
    post('/api/session', { name: 'admin', password: firstPassword }, headers);
  const addressOf = async () =>
    (await server.entries()).find(({ action }) => action === 'signed-in')?.address;

  it('takes the address the proxy added, not the one the client wrote', async () => {
    await server.close();
    server = await openTestServer({ environment: { SAGACITY_TRUSTED_PROXIES: '1' } });
    const reply = await signIn({ 'x-forwarded-for': '6.6.6.6, 198.51.100.7', 'x-forwarded-proto': 'https' });
    expect(await addressOf()).toBe('198.51.100.7');
    expect(reply.cookies[0]?.secure).toBe(true);
  });

  it('believes no such header without one', async () => {
    const reply = await signIn({ 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https' });
    expect(await addressOf()).toBe('127.0.0.1');
    expect(reply.cookies[0]?.secure).toBeUndefined();
  });

  it('marks the cookie for TLS only when the public address has it', async () => {
    await server.close();
    server = await openTestServer({ environment: { SAGACITY_PUBLIC_URL: 'https://stocks.example' } });
    expect((await signIn({})).cookies[0]?.secure).toBe(true);
  });
});

describe('me', () => {
  it('is refused without, with a forged and with an expired token', async () => {
    const session = await server.signInAdmin();
    expect(codeOf(await server.app.inject('/api/me'))).toBe('401 UNAUTHENTICATED');
    const [head, body] = session.accessToken.split('.');
    for (const forged of ['x', `${head}.${body}.AAAA`, `${btoa('{"alg":"none"}')}.${body}.`]) {
      const headers = { authorization: `Bearer ${forged}` };
      expect(codeOf(await server.app.inject({ url: '/api/me', headers }))).toBe('401 UNAUTHENTICATED');
    }
    expect((await session.request('GET', '/api/me')).statusCode).toBe(200);
    server.pass(15 * 60_000);
    expect(codeOf(await session.request('GET', '/api/me'))).toBe('401 UNAUTHENTICATED');
  });
});

describe('refresh', () => {
  it('answers the next access token and the next cookie', async () => {
    const session = await server.signInAdmin();
    server.pass(15 * 60_000);
    const reply = await refresh(session.cookie);
    expect(reply.statusCode).toBe(200);
    expect(cookieOf(reply)).not.toBe(session.cookie);
    expect((await refresh(cookieOf(reply))).statusCode).toBe(200);
  });

  it('ends the session for both sides when an old cookie comes back', async () => {
    const session = await server.signInAdmin();
    const next = await refresh(session.cookie);
    server.pass(11_000);
    expect(codeOf(await refresh(session.cookie))).toBe('401 SESSION_REVOKED');
    expect(codeOf(await refresh(cookieOf(next)))).toBe('401 SESSION_REVOKED');
    const headers = { authorization: `Bearer ${next.json().accessToken}` };
    expect(codeOf(await server.app.inject({ url: '/api/me', headers }))).toBe('401 SESSION_REVOKED');
  });

  it('gives two tabs that race, and one whose answer was lost, the same next cookie', async () => {
    const session = await server.signInAdmin();
    const replies = await Promise.all([refresh(session.cookie), refresh(session.cookie)]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const [first, second] = replies.map(cookieOf);
    expect(second).toBe(first);
    server.pass(60_000);
    expect((await refresh(first as string)).statusCode).toBe(200);
  });

  it('takes a race from another browser for theft', async () => {
    const session = await server.signInAdmin();
    await refresh(session.cookie);
    expect(codeOf(await refresh(session.cookie, { 'user-agent': 'thief' }))).toBe('401 SESSION_REVOKED');
  });

  it('refuses no cookie, a forged one and an unused one of a month ago', async () => {
    const session = await server.signInAdmin();
    for (const cookie of ['', 'sagacity_refresh=x.1.y', session.cookie.replace(/\.1\./, '.2.')])
      expect(codeOf(await refresh(cookie))).toBe('401 UNAUTHENTICATED');
    server.pass(30 * 86_400_000);
    expect(codeOf(await refresh(session.cookie))).toBe('401 SESSION_REVOKED');
  });
});

describe('signOut', () => {
  it('ends this session only', async () => {
    const [here, there] = [await server.signInAdmin(), await server.signIn('admin', adminPassword)];
    const reply = await here.request('DELETE', '/api/session');
    expect(reply.json()).toEqual({ ok: true });
    expect(reply.cookies[0]?.value).toBe('');
    expect(codeOf(await here.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
    expect(codeOf(await refresh(here.cookie))).toBe('401 SESSION_REVOKED');
    expect((await there.request('GET', '/api/me')).statusCode).toBe(200);
  });

  it('ends every session when asked to', async () => {
    const [here, there] = [await server.signInAdmin(), await server.signIn('admin', adminPassword)];
    await here.request('DELETE', '/api/session?everywhere=true');
    expect(codeOf(await there.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
  });
});

describe('changePassword', () => {
  it('ends all other sessions and opens a new one', async () => {
    const [here, there] = [await server.signInAdmin(), await server.signIn('admin', adminPassword)];
    const body = { current: adminPassword, next: 'another fine phrase' };
    const changed = await here.request('POST', '/api/me/password', body);
    expect(changed.json().account.mustChangePassword).toBe(false);
    expect(codeOf(await there.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
    expect((await refresh(cookieOf(changed))).statusCode).toBe(200);
    expect(codeOf(await post('/api/session', { name: 'admin', password: adminPassword }))).toContain('401');
  });

  it('refuses the wrong present password, and a weak next one', async () => {
    const session = await server.signInAdmin();
    const change = (current: string, next: string) =>
      session.request('POST', '/api/me/password', { current, next });
    expect(codeOf(await change('not this one', 'another fine phrase'))).toBe('401 CREDENTIALS_REJECTED');
    expect(codeOf(await change(adminPassword, 'short'))).toBe('400 VALIDATION_FAILED');
    expect(codeOf(await change(adminPassword, 'Password123!'))).toBe('422 PASSWORD_WEAK');
    expect(codeOf(await change(adminPassword, adminPassword))).toBe('422 PASSWORD_WEAK');
  });
});
