import { api, type RouteContract, type RouteName } from '@sagacity/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';
import { strictQuery } from './strict-query.ts';

let server: TestServer;
let admin: SignedIn;
beforeAll(async () => {
  server = await openTestServer();
  admin = await server.signInAdmin();
});
afterAll(() => server.close());

const rows = Object.entries(api) as [RouteName, RouteContract][];
const unknownKeys = ['ownerId', 'status[$ne]'];

it.each(rows)('%s has a query that refuses what it does not name', (_name, { query }) => {
  for (const key of unknownKeys) {
    const { error } = strictQuery(query).safeParse({ [key]: 'x' });
    expect(error?.issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys', keys: [key] }));
  }
});

// Of the others the path or the body is wrong as well, which is told first.
it.each(rows.filter(([, { path, body }]) => !path.includes(':') && !body))(
  '%s answers 400 and names the key',
  async (_name, { method, path }) => {
    for (const key of unknownKeys) {
      const reply = await admin.request(method, `${path}?${new URLSearchParams({ [key]: 'x' })}`);
      expect([reply.statusCode, reply.json().error?.code]).toEqual([400, 'VALIDATION_FAILED']);
      expect(reply.json().error.message).toContain(`"${key}"`);
    }
  },
);

it('takes no query that is not an object, and can hide keys', () => {
  expect(() => strictQuery(z.string())).toThrow(TypeError);
});
