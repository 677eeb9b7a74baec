import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { accounts } from '@sagacity/features/accounts/documents';
import { AppError } from '@sagacity/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from '../test-server.fixture.ts';
import { openSocket, ticketFor } from './socket-client.fixture.ts';

const stream = 'run:one';
const event = (n: number) => ({ type: 'run-queued', runId: String(n) });

let server: TestServer;
let user: SignedIn;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const authoriseStream = async (_ctx: unknown, name: string) => {
    if (name !== stream) throw new AppError('NOT_FOUND', 'no such stream');
  };
  server = await openTestServer({ overrides: { authoriseStream } });
  user = await server.signInAdmin();
});
afterEach(async () => {
  await server.close();
  vi.useRealTimers();
});

const open = async () => openSocket(server, await ticketFor(user));
const append = async (from: number, to: number) => {
  for (let n = from; n < to; n++) await server.events.append(stream, event(n));
};

describe('socketTicket', () => {
  it('opens one socket, once', async () => {
    const ticket = await ticketFor(user);
    await openSocket(server, ticket);
    await expect(openSocket(server, ticket)).rejects.toThrow('401');
  });

  it('is too old after 30 s', async () => {
    const ticket = await ticketFor(user);
    server.pass(30_000);
    await expect(openSocket(server, ticket)).rejects.toThrow('401');
  });

  it('is worth nothing after signing out', async () => {
    const ticket = await ticketFor(user);
    await user.request('DELETE', '/api/session');
    await expect(openSocket(server, ticket)).rejects.toThrow('401');
  });

  it('closes the connection of an upgrade it refuses, so that no proxy gives it to others', async () => {
    const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const reply = await new Promise<IncomingMessage>((resolve) => {
      get(`${address}/api/ws`, { headers, agent: new Agent({ keepAlive: true }) }, resolve);
    });
    const closed = once(reply.socket, 'close');
    expect([reply.statusCode, reply.headers.connection]).toEqual([401, 'close']);
    reply.resume();
    await closed;
  });

  it('is needed, and only pages of this server may use it', async () => {
    await expect(openSocket(server, '')).rejects.toThrow();
    await expect(openSocket(server, 'made-up')).rejects.toThrow('401');
    const foreign = openSocket(server, await ticketFor(user), { origin: 'https://elsewhere.example' });
    await expect(foreign).rejects.toThrow('403');
  });
});

describe('a socket', () => {
  it('replays a stream, then follows it, and stops when asked', async () => {
    await append(0, 3);
    const socket = await open();
    socket.send({ type: 'subscribe', stream, after: null });
    await vi.waitFor(() => expect(socket.received).toHaveLength(4));
    await append(3, 5);
    await vi.waitFor(() => expect(socket.received).toHaveLength(6));
    const seen = socket.received.flatMap((message) =>
      message.type === 'event' ? [message.event.runId] : [],
    );
    expect(seen).toEqual(['0', '1', '2', '3', '4']);
    socket.send({ type: 'unsubscribe', stream });
    socket.send({ type: 'ping' });
    await vi.waitFor(() => expect(socket.received.at(-1)).toEqual({ type: 'pong' }));
    await append(5, 6);
    socket.send({ type: 'ping' });
    await vi.waitFor(() => expect(socket.received.slice(-2)).toEqual([{ type: 'pong' }, { type: 'pong' }]));
  });

  it('misses nothing and sees nothing twice over 50 cuts', { timeout: 30_000 }, async () => {
    const total = 300;
    const written = append(0, total);
    const seen: string[] = [];
    let after: string | null = null;
    for (let cuts = 0; seen.length < total; cuts++) {
      const socket = await open();
      socket.send({ type: 'subscribe', stream, after });
      const enough = cuts < 50 ? 1 + (cuts % 4) : total - seen.length;
      const events = () => socket.received.filter((message) => message.type === 'event');
      await vi.waitFor(() =>
        expect(events().length).toBeGreaterThanOrEqual(Math.min(enough, total - seen.length)),
      );
      socket.cut();
      await socket.closed;
      for (const message of events()) {
        seen.push(message.event.runId);
        after = message.offset;
      }
    }
    await written;
    expect(seen).toEqual(Array.from({ length: total }, (_, n) => String(n)));
  });

  it('refuses a stream that is not the actor’s, and an offset of no log', async () => {
    const socket = await open();
    socket.send({ type: 'subscribe', stream: 'run:other', after: null });
    socket.send({ type: 'subscribe', stream, after: 'nonsense' });
    await vi.waitFor(() =>
      expect(socket.received).toMatchObject([
        { type: 'refused', stream: 'run:other', code: 'NOT_FOUND' },
        { type: 'refused', stream, code: 'VALIDATION_FAILED' },
      ]),
    );
  });

  it('is closed for anything that is no request', async () => {
    const socket = await open();
    socket.send('{"type":"shout"}');
    expect(await socket.closed).toMatchObject({ code: 1008 });
  });

  it('gets a goodbye when the server stops', async () => {
    const socket = await open();
    const stopped = server.app.close();
    expect(await socket.closed).toEqual({ code: 1012, reason: 'server-stopping' });
    expect(socket.received).toEqual([{ type: 'bye', reason: 'server-stopping' }]);
    await stopped;
  });

  it('is cut off when it does not answer the goodbye', async () => {
    const socket = await open();
    socket.deafen();
    await server.app.close();
    await vi.waitFor(() => expect(server.app.websocketServer.clients.size).toBe(0));
  });

  it('ends soon after its session does', async () => {
    const socket = await open();
    await user.request('DELETE', '/api/session');
    vi.advanceTimersByTime(25_000);
    expect(await socket.closed).toMatchObject({ code: 1008, reason: 'session-ended' });
  });

  it.each([{ role: 'viewer' as const }, { mustChangePassword: true }])(
    'ends soon after its account became one with %o, to come back with what it may do now',
    async (change) => {
      const socket = await open();
      await server.ctx.store.collection(accounts).updateOne({ name: 'admin' }, { $set: change });
      server.pass(25_000);
      vi.advanceTimersByTime(25_000);
      expect(await socket.closed).toMatchObject({ code: 1008, reason: 'account-changed' });
      expect(socket.received).toEqual([{ type: 'bye', reason: 'account-changed' }]);
    },
  );

  it('is one of a limited number', async () => {
    await server.close();
    server = await openTestServer({ environment: { SAGACITY_LIMITS_SOCKETS_PER_ACCOUNT: '2' } });
    user = await server.signInAdmin();
    await Promise.all([await open(), await open()]);
    await expect(open()).rejects.toThrow('429');
  });
});
