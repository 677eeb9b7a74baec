import { api, type RouteContract, type RouteName } from '@sagacity/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';

let server: TestServer;
let admin: SignedIn;
beforeAll(async () => {
  server = await openTestServer();
  admin = await server.signInAdmin();
});
afterAll(() => server.close());

const writing = (Object.entries(api) as [RouteName, RouteContract][]).filter(
  ([, { method }]) => method === 'POST' || method === 'PUT' || method === 'PATCH',
);

it.each(writing)('%s names a key it does not know', async (_name, { method, path }) => {
  const body = { apiKeyy: 'x' };
  const reply = await admin.request(method, path.replaceAll(/:\w+/g, 'x'), body);
  expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'VALIDATION_FAILED']);
  expect(reply.json().error.message).toContain('"apiKeyy"');
});

it('takes an empty body, or none, where there is nothing to say', async () => {
  for (const body of [undefined, {}])
    expect((await admin.request('POST', '/api/ws/ticket', body)).statusCode).toBe(200);
});
