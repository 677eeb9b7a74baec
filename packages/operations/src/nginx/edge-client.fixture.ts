import type { IncomingHttpHeaders } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { WebSocket } from 'ws';
import type { EdgeStack } from './edge-stack.fixture.ts';

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly plain?: boolean;
  readonly servername?: string;
}
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request over a connection of its own, certificate verified; an unanswered one has status 0. */
export function ask(
  edge: EdgeStack,
  path: string,
  { plain = false, body, ...asked }: Asked = {},
): Promise<Answer> {
  const options = {
    ...{ host: '127.0.0.1', port: plain ? edge.httpPort : edge.httpsPort, path, agent: false, ca: edge.ca() },
    ...{
      servername: asked.servername ?? 'localhost',
      method: asked.method ?? 'GET',
      headers: { host: 'localhost', ...asked.headers },
    },
  };
  return new Promise((resolve) => {
    const lost = (error: Error) => resolve({ status: 0, headers: {}, body: error.message });
    const request = (plain ? http : https).request(options, (reply) => {
      const chunks: Buffer[] = [];
      reply
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('error', lost)
        .on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            headers: reply.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
    });
    request.on('error', lost).end(body);
  });
}

/** Asks until `isThere` of the answer; the test's time limit ends a wait in vain. */
export async function askUntil(
  edge: EdgeStack,
  path: string,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask(edge, path);
    if (isThere(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function openSocket(edge: EdgeStack): Promise<WebSocket> {
  const socket = new WebSocket(`wss://localhost:${edge.httpsPort}/api/ws`, ['sagacity', 'ticket.known'], {
    ca: edge.ca(),
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

export function echo(socket: WebSocket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(String(data)));
    socket.once('close', () => reject(new Error('the socket was closed')));
    socket.send(text);
  });
}
