import type { AddressInfo } from 'node:net';
import type { SocketMessage, SocketRequest } from '@sagacity/contracts';
import WebSocket from 'ws';
import type { SignedIn, TestServer } from '../test-server.fixture.ts';

export interface SocketClient {
  readonly received: SocketMessage[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(request: SocketRequest | string): void;
  /** Cuts the connection without a word. */
  cut(): void;
  /** From now on reads nothing, so that it answers nothing. */
  deafen(): void;
}

export async function ticketFor(user: SignedIn): Promise<string> {
  return (await user.request('POST', '/api/ws/ticket')).json().ticket;
}

/** Opens a socket as a browser does. Rejects with `Unexpected server response: <status>` when it is refused. */
export async function openSocket(
  { app }: Pick<TestServer, 'app'>,
  ticket: string,
  headers: Record<string, string> = {},
): Promise<SocketClient> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/ws`, ['sagacity', `ticket.${ticket}`], {
    headers,
  });
  const received: SocketMessage[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    received,
    closed,
    send: (request) => socket.send(typeof request === 'string' ? request : JSON.stringify(request)),
    cut: () => socket.terminate(),
    deafen: () => socket.pause(),
  };
}
