import { api } from '@sagacity/contracts';
import { auditEntries } from '@sagacity/features/audit/index';
import { actAs, command } from '@sagacity/features/context';
import { auditActions, entities, unaudited } from '@sagacity/features/declared';
import { cancelRun } from '@sagacity/features/runs/index';
import type { Store, Stored } from '@sagacity/platform/store/port';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstPassword as first, openWholeApi } from './whole-api.fixture.ts';

const next = 'correct horse battery';
let whole: Awaited<ReturnType<typeof openWholeApi>>;
let isFull = false;

/** The store, in which no entry can be written while `isFull`. */
function fillable<S extends Pick<Store, 'collection'>>(store: S): S {
  const collection: Store['collection'] = (entity) => {
    const known = store.collection(entity);
    if (entity.name !== auditEntries.name) return known;
    return {
      ...known,
      insertOne: async (document) => {
        if (isFull) throw new Error('the trail is full');
        await known.insertOne(document);
      },
    };
  };
  return { ...store, collection };
}

beforeAll(async () => {
  whole = await openWholeApi({
    environment: { SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES: 'true' },
    seen: (store) => ({
      ...fillable(store),
      transaction: (work) => store.transaction((tx) => work(fillable(tx))),
    }),
  });
});
afterAll(() => whole.close());

let token = '';
let cookie = '';
let account = '';
let run = '';
let reply: LightMyRequestResponse;

const send = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(cookie && { cookie }) };
  reply = await whole.app.inject({ method, url, headers, ...(body && { body }) });
  if (reply.statusCode === 200 && reply.cookies.length > 0) {
    token = reply.json().accessToken ?? token;
    cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
  return reply.statusCode;
};
const as = (password: string) => () => send('POST', '/api/session', { name: 'admin', password });
const vendor = {
  kind: 'openai-compatible',
  label: 'Acme',
  baseUrl: 'http://127.0.0.1:9/v1',
  models: [{ name: 'small', inputPerMillion: 1, outputPerMillion: 1 }],
};
const bars = 'date,open,high,low,close,volume\n2024-01-02,1,2,1,2,100\n';
const start = { instrument: 'DEMO:NEBULA', config: { depth: 1 } };

/** One request to every route that changes something, in an order in which each can be done; what it answers, and what it writes. */
const done: readonly [
  route: string,
  action: string | null,
  request: () => Promise<number>,
  answers?: number,
][] = [
  ['signIn', 'sign-in-failed', as('a wrong one'), 401],
  ['signIn', 'signed-in', as(first)],
  ['changePassword', 'password-changed', () => send('POST', '/api/me/password', { current: first, next })],
  ['refresh', null, () => send('POST', '/api/session/refresh')],
  ['socketTicket', null, () => send('POST', '/api/ws/ticket')],
  [
    'putPreferences',
    'preferences-changed',
    () => send('PUT', '/api/me/preferences', { theme: 'dark', language: 'zh', gainColor: 'red' }),
  ],
  ['createAccount', 'account-created', () => send('POST', '/api/accounts', { name: 'ada', role: 'viewer' })],
  ['updateAccount', 'account-changed', () => send('PATCH', `/api/accounts/${account}`, { role: 'operator' })],
  ['resetPassword', 'password-reset', () => send('POST', `/api/accounts/${account}/password`)],
  ['estimateRun', null, () => send('POST', '/api/runs/estimate', start)],
  ['createRun', 'run-created', () => send('POST', '/api/runs', start)],
  ['cancelRun', 'run-cancelled', () => send('POST', `/api/runs/${run}/cancel`)],
  ['retryRun', 'run-retried', () => send('POST', `/api/runs/${run}/retry`)],
  ['deleteRun', 'run-deleted', () => send('DELETE', `/api/runs/${run}`)],
  [
    'importData',
    'data-imported',
    () => send('POST', '/api/instruments/import', { instrument: 'US:TEST', bars }),
  ],
  ['putModelVendor', 'model-vendor-put', () => send('PUT', '/api/settings/models/acme', vendor)],
  ['testModelVendor', 'model-vendor-tested', () => send('POST', '/api/settings/models/acme/test')],
  ['deleteModelVendor', 'model-vendor-deleted', () => send('DELETE', '/api/settings/models/acme')],
  [
    'putModelAccess',
    'model-access-put',
    () => send('PUT', '/api/settings/model-access', { allowPrivateAddresses: true }),
  ],
  [
    'putProvider',
    'market-provider-put',
    () => send('PUT', '/api/settings/providers/yahoo', { enabled: false }),
  ],
  ['refresh', 'refresh-token-reused', reuse, 401],
  ['signOut', 'signed-out', () => send('DELETE', '/api/session')],
];

/** The first cookie of a session whose token has been renewed twice since. */
let oldCookie = '';
async function reuse() {
  cookie = oldCookie;
  return send('POST', '/api/session/refresh');
}

const before: Readonly<Record<string, () => Promise<unknown>>> = {
  'account-changed': async () => {
    account = reply.json().account.id;
  },
  'run-cancelled': async () => {
    run = reply.json().id;
  },
  'run-deleted': () =>
    cancelRun({ ...whole.services, ...actAs(whole.services, command('tester')) }, { id: run }),
  'refresh-token-reused': async () => {
    oldCookie = cookie;
    for (let n = 0; n < 2; n++) await send('POST', '/api/session/refresh');
  },
  'signed-out': as(next),
};

const trail = () => whole.store.collection(auditEntries).find({}, { sort: { _id: 1 } });
/** Counted attempts and remembered addresses are what a sign-in does whether or not it opens a session. */
const besides = new Set(['sign_in_attempts', 'known_addresses']);
async function everything(): Promise<Map<string, object[]>> {
  const kept = new Map<string, object[]>();
  for (const entity of entities.filter(({ name }) => !besides.has(name))) {
    const all = await whole.store.collection(entity).find({});
    kept.set(
      entity.name,
      all.map((one: Stored) => ({ ...one, lastSignInAt: null })),
    );
  }
  return kept;
}

it('has a request below for every route that is no GET, and for every action a route writes', () => {
  const changing = Object.entries(api).filter(([, { method }]) => method !== 'GET');
  expect(new Set(done.map(([route]) => route))).toEqual(new Set(changing.map(([name]) => name)));
  const byRoutes = Object.entries(auditActions).filter(([, { by }]) => by.some((door) => door in api));
  const written = done.flatMap(([, action]) => action ?? []);
  expect(new Set(written)).toEqual(new Set(byRoutes.map(([name]) => name)));
});

it('writes exactly the one entry of each change with it, and without an entry changes nothing', {
  timeout: 60_000,
}, async () => {
  for (const [route, action, request, answers = 200] of done) {
    await before[action ?? '']?.();
    if (action) {
      const held = { token, cookie };
      const kept = await everything();
      isFull = true;
      expect([action, await request()]).toEqual([action, 500]);
      isFull = false;
      expect([action, await everything()]).toEqual([action, kept]);
      ({ token, cookie } = held);
    } else expect(unaudited[route]).toBeTypeOf('string');
    const known = new Set((await trail()).map(({ _id }) => _id));
    expect([route, await request(), reply.body]).toEqual([route, answers, expect.any(String)]);
    const added = (await trail()).filter(({ _id }) => !known.has(_id));
    expect([route, added.map((entry) => entry.action)]).toEqual([route, action ? [action] : []]);
    for (const { details, actorKind } of added) {
      expect(auditActions[action ?? '']?.details.parse(details)).toEqual(details);
      expect(auditActions[action ?? '']?.by).toContain(route);
      expect(['account', 'nobody']).toContain(actorKind);
    }
  }
  const [seed] = await trail();
  expect(seed).toMatchObject({ action: 'account-created', actorKind: 'command', actorName: 'tester' });
});
