import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';

let root: string;
let server: TestServer;
let admin: SignedIn;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'guarded-'));
  writeFileSync(join(root, 'index.html'), '<title>app</title>');
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  server = await openTestServer({ overrides: { siteRoot: root } });
  admin = await server.signInAdmin();
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

describe('a reply', () => {
  it.each([
    ['/api/me', 200],
    ['/api/accounts', 200],
    ['/api/accounts?limit=x', 400],
    ['/api/nothing', 404],
    ['/api?x', 404],
    ['/api/%', 400],
  ])('of %s (%d) is kept by nobody, and is what it says', async (url, status) => {
    const { statusCode, headers } = await admin.request('GET', url);
    expect([statusCode, headers['cache-control'], headers['x-content-type-options']]).toEqual([
      status,
      'no-store',
      'nosniff',
    ]);
  });

  it('to nobody signed in is kept by nobody either', async () => {
    const { statusCode, headers } = await server.app.inject('/api/me');
    expect([statusCode, headers['cache-control'], headers['x-content-type-options']]).toEqual([
      401,
      'no-store',
      'nosniff',
    ]);
  });

  it.each(['/', '/favicon.svg', '/nothing.js', '/health', '/api/docs/json', '/%'])(
    'at %s is what it says, once',
    async (url) => expect((await server.app.inject(url)).headers['x-content-type-options']).toBe('nosniff'),
  );

  it('that says how long it may be kept is left at that', async () => {
    expect((await server.app.inject('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
    expect((await server.app.inject('/')).headers['cache-control']).toBe('no-cache');
  });

  it('to what is no HTTP is what it says', async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.write('nonsense\r\n\r\n');
    await once(socket, 'close');
    expect(received).toContain('x-content-type-options: nosniff\r\n');
    expect(received).toContain('cache-control: no-store\r\n');
  });
});
