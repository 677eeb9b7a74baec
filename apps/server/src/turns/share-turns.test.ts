import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';

let server: TestServer;
let admin: SignedIn;
let atWork: number;
let finish: () => void;
beforeEach(async () => {
  atWork = 0;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const listWatched = async () => {
    atWork += 1;
    await done;
    return { items: [] };
  };
  server = await openTestServer({ features: { listProviders: listWatched } });
  admin = await server.signInAdmin();
});
afterEach(async () => {
  finish();
  await server.close();
});

it('works on a dozen requests of an account at once, while others are served', async () => {
  const asked = Array.from({ length: 40 }, () => admin.request('GET', '/api/settings/providers'));
  const settled = Promise.all(asked);
  await vi.waitFor(() => expect(atWork).toBe(12));
  const other = await server.app.inject({ method: 'GET', url: '/api/health/live' });
  expect(other.statusCode).toBe(200);
  expect(atWork).toBe(12);
  finish();
  expect((await settled).every(({ statusCode }) => statusCode === 200)).toBe(true);
  expect(atWork).toBe(40);
});

it('lets an account read while what it changes waits', async () => {
  const name = { name: 'somebody', role: 'viewer' };
  const reading = Promise.all(
    Array.from({ length: 20 }, () => admin.request('GET', '/api/settings/providers')),
  );
  await vi.waitFor(() => expect(atWork).toBe(12));
  expect((await admin.request('POST', '/api/accounts', name)).statusCode).toBe(200);
  finish();
  await reading;
});

it('refuses more than anybody waits for', async () => {
  const asked = Promise.all(
    Array.from({ length: 300 }, () => admin.request('GET', '/api/settings/providers')),
  );
  await vi.waitFor(() => expect(atWork).toBe(12));
  finish();
  const statuses = (await asked).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(262);
  expect(statuses.filter((status) => status === 429)).toHaveLength(38);
});

it('leaves a connection that asks on and on without waiting for answers', async () => {
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  socket.on('error', () => {}); // being cut off is what it is after
  const head = `GET /api/settings/providers HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${admin.accessToken}\r\n\r\n`;
  socket.write(head.repeat(200));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(received).toBe('');
  expect(atWork).toBeLessThanOrEqual(12);
});
