import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { autoAnswer } from './fake-openai-auto-answer.ts';
import type { FakeReply, FakeRequest, FakeScript } from './fake-openai-port.ts';
import { streamReply, wholeReply } from './fake-openai-replies.ts';

export type { FakeMessage, FakeReply, FakeRequest, FakeScript } from './fake-openai-port.ts';

export interface JournalEntry {
  readonly at: number;
  /** Address it came from. */
  readonly from: string;
  readonly request: FakeRequest;
  /** `completed` once the last byte was written; a client that went away leaves `open`. */
  outcome: 'open' | 'completed' | 'refused';
  /** When that was, or null while it is open. */
  endedAt: number | null;
}

export interface FakeOpenAi {
  /** Base URL for an OpenAI client, `/v1` included. */
  readonly url: string;
  readonly journal: readonly JournalEntry[];
  /** Requests so far, of one model or of all. */
  count(model?: string): number;
  /** Replaces the behaviour from the next request on. */
  behave(script: FakeScript): void;
  close(): Promise<void>;
}

export interface FakeOptions {
  /** Default: `autoAnswer`, which serves any agent of the roster. */
  readonly script?: FakeScript;
  /** Default: any free one. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

/**
 * An OpenAI-compatible server: chat completions, streamed or whole, tool calls, usage, and scripted faults.
 * `GET /journal` on the same port lists the requests with model, outcome and a hash of the messages.
 */
export async function startFakeOpenAi(options: FakeOptions = {}): Promise<FakeOpenAi> {
  const { script: first = autoAnswer, port = 0, host = '127.0.0.1' } = options;
  const journal: JournalEntry[] = [];
  let script = first;
  const count = (model?: string) =>
    model === undefined ? journal.length : journal.filter((entry) => entry.request.model === model).length;

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    if (incoming.url?.endsWith('/models')) return sendJson(response, 200, { object: 'list', data: [] });
    if (incoming.url === '/journal') return sendJson(response, 200, journal.map(summaryOf));
    if (!incoming.url?.endsWith('/chat/completions'))
      return sendJson(response, 404, { error: { message: 'no such path' } });
    const request = JSON.parse(await bodyOf(incoming)) as FakeRequest;
    const nth = count(request.model);
    const from = incoming.socket.remoteAddress ?? '';
    const entry: JournalEntry = { at: Date.now(), from, request, outcome: 'open', endedAt: null };
    journal.push(entry);
    const reply = await script(request, nth);
    await answer(response, request, reply);
    if (!response.writableEnded) return;
    entry.outcome = reply.status ? 'refused' : 'completed';
    entry.endedAt = Date.now();
  };
  // A client that goes away in the middle, or a script that throws, ends its own connection only.
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/v1`,
    journal,
    count,
    behave: (next) => {
      script = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One line of `GET /journal`: what a process elsewhere needs to count calls. */
const summaryOf = ({ at, request, outcome }: JournalEntry) => ({
  at,
  model: request.model,
  outcome,
  messagesSha256: createHash('sha256').update(JSON.stringify(request.messages)).digest('hex'),
});

async function answer(response: ServerResponse, request: FakeRequest, reply: FakeReply): Promise<void> {
  if (reply.latencyMs) await pause(reply.latencyMs);
  if (reply.hang === 'at-once') return;
  if (reply.status) {
    if (reply.retryAfterSeconds !== undefined)
      response.setHeader('retry-after', String(reply.retryAfterSeconds));
    return sendJson(response, reply.status, {
      error: { message: reply.message ?? `scripted ${reply.status}`, type: 'scripted' },
    });
  }
  if (reply.malformed) {
    response.writeHead(200, { 'content-type': request.stream ? 'text/event-stream' : 'application/json' });
    response.end(request.stream ? 'data: {"choices": [oops\n\n' : '{"choices": [oops');
    return;
  }
  if (!request.stream) return sendJson(response, 200, wholeReply(request, reply));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const piece of streamReply(request, reply)) {
    if (response.destroyed) return;
    response.write(`data: ${JSON.stringify(piece)}\n\n`);
    if (reply.pieceMs) await pause(reply.pieceMs);
  }
  if (reply.hang === 'after-text') return;
  if (reply.cut) {
    response.destroy();
    return;
  }
  response.end('data: [DONE]\n\n');
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
