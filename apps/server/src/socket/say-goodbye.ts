import { setTimeout } from 'node:timers/promises';
import type { WebSocket } from '@fastify/websocket';
import type { Connection } from './serve-connection.ts';

const apartMs = 10;
const longestMs = 2_000;
const answerMs = 1_000;

/**
 * Tells every client to come back with its last offsets, some milliseconds apart so that they do not come back all at once, within two
 * seconds. Who has not closed a second after that is cut off.
 */
export async function sayGoodbye(open: ReadonlyMap<WebSocket, { connection: Connection }>): Promise<void> {
  const sockets = [...open];
  const restMs = Math.min(apartMs, longestMs / sockets.length);
  const closed = sockets.map(([socket]) => new Promise((resolve) => socket.once('close', resolve)));
  const startedMs = performance.now();
  for (const [at, [, { connection }]] of sockets.entries()) {
    const dueMs = startedMs + at * restMs - performance.now();
    if (dueMs >= 1) await setTimeout(dueMs);
    connection.bye('server-stopping');
  }
  const stopWaiting = new AbortController();
  const late = setTimeout(answerMs, undefined, { signal: stopWaiting.signal }).catch(() => undefined);
  await Promise.race([Promise.all(closed), late]);
  stopWaiting.abort();
  for (const socket of open.keys()) socket.terminate();
}
