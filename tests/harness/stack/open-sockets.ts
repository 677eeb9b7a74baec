import { once } from 'node:events';
import type { SocketMessage } from '@sagacity/contracts/events';
import WebSocket from 'ws';
import type { ApiClient } from '../api-client.ts';

export interface OpenSocket {
  readonly socket: WebSocket;
  readonly received: SocketMessage[];
}

const atOnce = 16;

async function openSocket(client: ApiClient): Promise<OpenSocket> {
  const { ticket } = await client.call('socketTicket');
  const socket = new WebSocket(`${client.url.replace('http', 'ws')}/api/ws`, [
    'sagacity',
    `ticket.${ticket}`,
  ]);
  const received: SocketMessage[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data)) as SocketMessage));
  await once(socket, 'open');
  return { socket, received };
}

/** Opens `count` sockets of one account, some at a time. */
export async function openSockets(client: ApiClient, count: number): Promise<OpenSocket[]> {
  const opened: OpenSocket[] = [];
  let left = count;
  const openNext = async (): Promise<void> => {
    while (left-- > 0) opened.push(await openSocket(client));
  };
  await Promise.all(Array.from({ length: atOnce }, openNext));
  return opened;
}

export const subscribe = ({ socket }: OpenSocket, stream: string): void =>
  socket.send(JSON.stringify({ type: 'subscribe', stream, after: null }));
