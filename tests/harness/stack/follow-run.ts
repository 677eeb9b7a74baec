import { setTimeout } from 'node:timers/promises';
import type { SocketMessage } from '@sagacity/contracts/events';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { ApiClient } from '../api-client.ts';
import { type EventMessage, isEnd } from '../read-events.ts';

export interface Followed {
  readonly events: readonly EventMessage[];
  /** Sockets it took. */
  readonly connections: number;
}

const limitMs = 240_000;

/**
 * Follows a run to its end as the web app does: whenever the socket is gone, a new one goes on after the last offset. `cutAfter` says after
 * how many events the client itself cuts its nth socket. After four minutes, or with the test, it ends with what it has seen.
 */
export async function followRun(
  client: ApiClient,
  stream: string,
  cutAfter: (nth: number) => number = () => Number.POSITIVE_INFINITY,
): Promise<Followed> {
  const events: EventMessage[] = [];
  const test = new AbortController();
  onTestFinished(() => test.abort());
  const over = AbortSignal.any([test.signal, AbortSignal.timeout(limitMs)]);
  let connections = 0;
  while (!events.some(isEnd) && !over.aborted) {
    const ticket = await client.call('socketTicket').catch(() => null);
    if (ticket) {
      const socket = openSocket(client.url, ticket.ticket);
      const end = () => socket.terminate();
      over.addEventListener('abort', end);
      await readEvents(socket, stream, events, cutAfter(connections++));
      over.removeEventListener('abort', end);
    }
    if (!events.some(isEnd)) await setTimeout(50 + Math.random() * 100);
  }
  return { events, connections };
}

const openSocket = (url: string, ticket: string) =>
  new WebSocket(`${url.replace('http', 'ws')}/api/ws`, ['sagacity', `ticket.${ticket}`]);

/** Adds events until the socket closes, for whatever reason. */
function readEvents(socket: WebSocket, stream: string, events: EventMessage[], most: number) {
  const enough = events.length + most;
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'subscribe', stream, after: events.at(-1)?.offset ?? null })),
  );
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as SocketMessage;
    if (message.type === 'bye' || message.type === 'refused') return socket.close();
    if (message.type !== 'event' || events.length >= enough) return;
    events.push(message);
    if (events.length >= enough || isEnd(message)) socket.terminate();
  });
  socket.on('error', () => undefined); // what follows is `close`
  return new Promise((resolve) => socket.once('close', resolve));
}

/** Against all events of the stream: how many were not seen, and how many more than once or out of turn. */
export function compareEvents(seen: readonly EventMessage[], whole: readonly EventMessage[]) {
  const offsets = seen.map(({ offset }) => offset);
  const distinct = new Set(offsets);
  return {
    lost: whole.filter(({ offset }) => !distinct.has(offset)).length,
    doubled: offsets.length - distinct.size,
  };
}
