import { once } from 'node:events';
import type { SocketMessage } from '@sagacity/contracts/events';
import WebSocket from 'ws';
import type { ApiClient } from './api-client.ts';

export type EventMessage = Extract<SocketMessage, { type: 'event' }>;

export const isEnd = ({ event }: EventMessage): boolean =>
  event.type === 'run-succeeded' || event.type === 'run-failed' || event.type === 'run-cancelled';

/** Reads from after `after` until the run's end or until `most` events came, then cuts the connection without a goodbye. */
export async function readSome(
  client: ApiClient,
  stream: string,
  after: string | null,
  most: number,
): Promise<EventMessage[]> {
  const { ticket } = await client.call('socketTicket');
  const socket = new WebSocket(`${client.url.replace('http', 'ws')}/api/ws`, [
    'sagacity',
    `ticket.${ticket}`,
  ]);
  await once(socket, 'open');
  const events: EventMessage[] = [];
  const enough = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as SocketMessage;
      if (message.type !== 'event' || events.length >= most) return;
      events.push(message);
      if (events.length >= most || isEnd(message)) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'subscribe', stream, after }));
  await enough;
  socket.terminate();
  return events;
}

/** All events of a run that has ended. */
export const readEvents = async (client: ApiClient, stream: string): Promise<EventMessage['event'][]> =>
  (await readSome(client, stream, null, Number.POSITIVE_INFINITY)).map(({ event }) => event);
