import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { api, type RouteContract, type RouteName, roles } from '@sagacity/contracts';
import { openTestServer, type TestServer } from '@sagacity/server/test-server.fixture';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = Object.entries(api) as [RouteName, RouteContract][];
const withBody = new Set(['PUT', 'PATCH']);

/** What is wrong with one row of the table, whatever serves it. */
function faultsOf(name: string, route: RouteContract, tests: string): string[] {
  const { path, policy, method } = route;
  const isPolicy =
    policy === 'public' || policy === 'session' || (roles as readonly string[]).includes(policy);
  return [
    !isPolicy && `${name}: no policy`,
    path.includes(':') && !route.params && `${name}: no schema for its path`,
    withBody.has(method) && !route.body && `${name}: no schema for its body`,
    !route.reply && `${name}: no schema for its reply`,
    !route.summary && `${name}: no summary`,
    !new RegExp(`\\b${name}\\b`).test(tests) && `${name}: no test names it`,
  ].filter((fault) => typeof fault === 'string');
}

const tests = globSync(
  ['packages/{features,platform}/**/*.test.ts', 'apps/server/src/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
  {
    cwd: root,
    exclude: ['**/node_modules/**'],
  },
)
  .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
  .join('\n');

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

describe('the route table', () => {
  it('has schema, policy and a test for every row', () => {
    expect(rows.flatMap(([name, route]) => faultsOf(name, route, tests))).toEqual([]);
  });

  it('names a row without them', () => {
    const bare = { method: 'PUT', path: '/api/x/:id' } as unknown as RouteContract; // a row no type checker saw
    expect(faultsOf('planted', bare, '')).toEqual([
      'planted: no policy',
      'planted: no schema for its path',
      'planted: no schema for its body',
      'planted: no schema for its reply',
      'planted: no summary',
      'planted: no test names it',
    ]);
  });

  it('has no two rows for one door', () => {
    const doors = rows.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(doors).size).toBe(doors.length);
  });
});

describe('the server', () => {
  it('has a door for every row', () => {
    const missing = rows.filter(([, { method, path }]) => !server.app.hasRoute({ method, url: path }));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('refuses to start with a door that is not in the table', async () => {
    const planted = await openTestServer({
      beforeReady: (app) => app.get('/api/planted', () => 'open to all'),
    }).catch((error: unknown) => error);
    expect(String(planted)).toContain('route GET /api/planted: not in packages/contracts/src/api.ts');
  });

  it('lets nobody without a session through any door that is not public', async () => {
    for (const [name, { method, path, policy }] of rows) {
      if (policy === 'public') continue;
      const reply = await server.app.inject({ method, url: path.replaceAll(/:\w+/g, 'x') });
      expect([name, reply.statusCode]).toEqual([name, 401]);
    }
  });

  it('lets a role through exactly the doors of its policy', { timeout: 30_000 }, async () => {
    const admin = await server.signInAdmin();
    for (const role of roles) {
      const created = await admin.request('POST', '/api/accounts', { name: `a-${role}`, role });
      const user = await server.signIn(`a-${role}`, created.json().oneTimePassword, 'a fine long phrase');
      for (const [name, { method, path, policy }] of rows) {
        if (policy === 'public' || policy === 'session') continue;
        const reply = await user.request(method, path.replaceAll(/:\w+/g, 'x'));
        const refused = roles.indexOf(role) < roles.indexOf(policy);
        expect([role, name, reply.statusCode === 403]).toEqual([role, name, refused]);
      }
    }
  });
});
