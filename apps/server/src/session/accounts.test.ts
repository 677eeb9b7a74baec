import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';

let server: TestServer;
let admin: SignedIn;
beforeEach(async () => {
  server = await openTestServer();
  admin = await server.signInAdmin();
});
afterEach(() => server.close());

const codeOf = (reply: LightMyRequestResponse) => `${reply.statusCode} ${reply.json().error?.code ?? 'ok'}`;
const phrase = 'a fine long phrase';

async function create(name: string, role = 'researcher') {
  const { account, oneTimePassword } = (await admin.request('POST', '/api/accounts', { name, role })).json();
  return { id: account.id as string, oneTimePassword: oneTimePassword as string };
}
const update = (id: string, body: object) => admin.request('PATCH', `/api/accounts/${id}`, body);

describe('createAccount', () => {
  it('answers a one-time password that must be changed', async () => {
    const { oneTimePassword } = await create('Ada', 'viewer');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    expect((await ada.request('GET', '/api/me')).json()).toMatchObject({ name: 'Ada', role: 'viewer' });
    expect(codeOf(await ada.request('POST', '/api/accounts', { name: 'eve', role: 'admin' }))).toBe(
      '403 FORBIDDEN',
    );
  });

  it('refuses a name that differs from another in case only, and one with spaces', async () => {
    await create('Ada');
    const post = (name: string) => admin.request('POST', '/api/accounts', { name, role: 'viewer' });
    expect(codeOf(await post('ADA'))).toBe('409 CONFLICT');
    expect(codeOf(await post('a d a'))).toBe('400 VALIDATION_FAILED');
  });
});

describe('listAccounts', () => {
  it('pages all accounts by name, without password hashes', async () => {
    for (const name of ['zoe', 'bob', 'Cid']) await create(name);
    const first = (await admin.request('GET', '/api/accounts?limit=3')).json();
    const second = (
      await admin.request('GET', `/api/accounts?limit=3&after=${encodeURIComponent(first.next)}`)
    ).json();
    const names = [...first.items, ...second.items].map(({ name }) => name);
    expect(names).toEqual(['admin', 'bob', 'Cid', 'zoe']);
    expect(second.next).toBeNull();
    expect(JSON.stringify(first)).not.toContain('argon2');
  });
});

describe('updateAccount', () => {
  it('changes what the account may do from its next request on', async () => {
    const { id, oneTimePassword } = await create('ada');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    expect(codeOf(await ada.request('GET', '/api/accounts'))).toBe('403 FORBIDDEN');
    await update(id, { role: 'admin' });
    expect(codeOf(await ada.request('GET', '/api/accounts'))).toBe('200 ok');
  });

  it('signs a disabled account out, keeps it out, and lets it in again', async () => {
    const { id, oneTimePassword } = await create('ada');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    await update(id, { disabled: true });
    expect(codeOf(await ada.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
    await expect(server.signIn('ada', phrase)).rejects.toThrow('CREDENTIALS_REJECTED');
    await update(id, { disabled: false });
    await server.signIn('ada', phrase);
  });

  it('keeps the last administrator, also when two of them go at once', async () => {
    const me = (await admin.request('GET', '/api/me')).json();
    expect(codeOf(await update(me.id, { role: 'viewer' }))).toBe('409 CONFLICT');
    expect(codeOf(await update(me.id, { disabled: true }))).toBe('409 CONFLICT');
    const { id } = await create('second', 'admin');
    const both = await Promise.all([update(me.id, { role: 'viewer' }), update(id, { role: 'viewer' })]);
    expect(both.map(codeOf).filter((code) => code === '200 ok')).toHaveLength(1);
  });

  it('answers 404 for an account there is not', async () => {
    expect(codeOf(await update('acc_none', { role: 'viewer' }))).toBe('404 NOT_FOUND');
  });
});

describe('resetPassword', () => {
  it('signs the account out, lifts its lock-out, and asks for a new password', async () => {
    const { id, oneTimePassword } = await create('ada');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    for (let i = 0; i < 5; i++) await server.signIn('ada', 'not this one').catch(() => {});
    const reset = (await admin.request('POST', `/api/accounts/${id}/password`)).json();
    expect(codeOf(await ada.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
    const again = await server.signIn('ada', reset.oneTimePassword);
    expect((await again.request('GET', '/api/me')).json().mustChangePassword).toBe(true);
  });
});

describe('changePassword', () => {
  it('does not undo a reset that came while it was on its way', async () => {
    const { id, oneTimePassword } = await create('ada');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    const changing = ada.request('POST', '/api/me/password', { current: phrase, next: `${phrase} anew` });
    const reset = (await admin.request('POST', `/api/accounts/${id}/password`)).json();
    expect(codeOf(await changing)).toBe('401 CREDENTIALS_REJECTED');
    expect(codeOf(await ada.request('GET', '/api/me'))).toBe('401 SESSION_REVOKED');
    await expect(server.signIn('ada', `${phrase} anew`)).rejects.toThrow();
    await server.signIn('ada', reset.oneTimePassword);
  });

  it('lets one of several changes at once win, and tells the others', async () => {
    const { oneTimePassword } = await create('ada');
    const ada = await server.signIn('ada', oneTimePassword, phrase);
    const nexts = [1, 2, 3, 4].map((at) => `${phrase} number ${at}`);
    const replies = await Promise.all(
      nexts.map((next) => ada.request('POST', '/api/me/password', { current: phrase, next })),
    );
    const won = replies.findIndex(({ statusCode }) => statusCode === 200);
    expect(replies.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    await server.signIn('ada', nexts[won]!);
  });
});

describe('putPreferences', () => {
  it('keeps language, theme and gain colour of the own account', async () => {
    const preferences = { language: 'zh', theme: 'dark', gainColor: 'red' };
    const reply = await admin.request('PUT', '/api/me/preferences', preferences);
    expect(reply.json().preferences).toEqual(preferences);
    expect((await admin.request('GET', '/api/me')).json().preferences).toEqual(preferences);
    expect(codeOf(await admin.request('PUT', '/api/me/preferences', { theme: 'pink' }))).toBe(
      '400 VALIDATION_FAILED',
    );
  });
});

describe('the audit trail', () => {
  it('has who did what to whom, with the request, and no secret', async () => {
    const { id, oneTimePassword } = await create('ada');
    await update(id, { role: 'viewer' });
    const entries = await server.entries();
    expect(entries.map(({ action, actorName }) => `${actorName} ${action}`).sort()).toEqual([
      'admin account-changed',
      'admin account-created',
      'admin password-changed',
      'admin signed-in',
      'tester account-created',
    ]);
    expect(entries.find(({ action }) => action === 'account-changed')).toMatchObject({
      subject: `account:${id}`,
      address: '127.0.0.1',
      requestId: expect.stringMatching(/^req_/),
    });
    expect(JSON.stringify(entries)).not.toContain(oneTimePassword);
  });
});
