import { EventEmitter } from 'node:events';
import type { WebSocket } from '@fastify/websocket';
import { type Ctx, nobody } from '@sagacity/features/context';
import { newId, systemClock } from '@sagacity/kernel';
import type { EventLog } from '@sagacity/platform/events/port';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { expect, it, vi } from 'vitest';
import { createTurns } from '../turns/create-turns.ts';
import { serveConnection } from './serve-connection.ts';

const ctx: Ctx = {
  actor: nobody,
  requestId: 'test',
  address: null,
  clock: systemClock,
  log: silentLog,
  newId: (prefix) => newId(prefix),
  store: undefined as never, // a connection reads no documents
};

it('stops reading events while the client does not take what was sent', async () => {
  const flushed: (() => void)[] = [];
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: (_text: string, done: () => void) => flushed.push(done),
  });
  let forward: (event: object) => Promise<void> = async () => {};
  const follow = vi.fn(async (_stream: string, _after: string | null, onEvent: typeof forward) => {
    forward = onEvent;
    return async () => {};
  });
  serveConnection(socket as unknown as WebSocket, ctx, {
    events: { follow } as unknown as EventLog, // only following is used
    authoriseStream: async () => {},
    turns: createTurns({ each: 1, waiting: 1 }),
  });
  socket.emit('message', JSON.stringify({ type: 'subscribe', stream: 'run:1', after: null }));
  await vi.waitFor(() => expect(follow).toHaveBeenCalled());

  await forward({ offset: '1' });
  socket.bufferedAmount = 2 * 1024 * 1024;
  let taken = false;
  const second = forward({ offset: '2' }).then(() => {
    taken = true;
  });
  await Promise.resolve();
  expect(taken).toBe(false);
  flushed.at(-1)?.();
  await second;
  expect(taken).toBe(true);
});
