import type { WebSocket } from '@fastify/websocket';
import { type SocketMessage, type SocketRequest, socketRequestSchema } from '@sagacity/contracts';
import type { Ctx } from '@sagacity/features/context';
import { AppError } from '@sagacity/kernel';
import type { EventLog, LoggedEvent } from '@sagacity/platform/events/port';
import type { Turn, Turns } from '../turns/create-turns.ts';

export interface ConnectionDeps {
  readonly events: EventLog;
  /** Throws when the actor may not follow the stream. */
  readonly authoriseStream: (ctx: Ctx, stream: string) => Promise<void>;
  /** Of accounts: what was said before is read and sent in its turn. */
  readonly turns: Turns;
}

/** Why a server ends a socket, with the code it closes with: service restart, and policy. */
const goodbyes = { 'server-stopping': 1012, 'session-ended': 1008, 'account-changed': 1008 } as const;
export type Goodbye = keyof typeof goodbyes;

export interface Connection {
  /** Says goodbye, so that the client comes back with its last offsets, and closes. */
  bye(reason: Goodbye): void;
}

type EventMessage = Extract<SocketMessage, { type: 'event' }>;

const mostStreams = 50;
/** More than this unsent makes the reading of events wait for the client. */
const mostUnsentBytes = 1024 * 1024;
const policyViolated = 1008;
/** Requests and pings of one client in a window; the web app sends one for each stream, and a ping now and then. */
const most = { requests: 500, windowMs: 10_000 };

/**
 * Answers one client's requests in their order until the socket closes. A client that sends more than anybody needs is cut off: what
 * waits for its answers is bounded, and nothing is answered to a socket that is gone.
 */
export function serveConnection(
  socket: WebSocket,
  ctx: Ctx,
  { events, authoriseStream, turns }: ConnectionDeps,
): Connection {
  const followed = new Map<string, () => Promise<void>>();
  let turn: Promise<void> = Promise.resolve();

  const send = (message: SocketMessage): Promise<void> =>
    new Promise((resolve, reject) => {
      const unsent = socket.bufferedAmount > mostUnsentBytes;
      socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve()));
      if (!unsent) resolve();
    });

  const stop = async (stream: string) => {
    const end = followed.get(stream);
    followed.delete(stream);
    await end?.().catch((error: unknown) => ctx.log.debug({ stream, error }, 'following a stream ended'));
  };

  const subscribe = async ({ stream, after }: Extract<SocketRequest, { type: 'subscribe' }>) => {
    await stop(stream);
    let turn: Turn | undefined;
    try {
      turn = turns.take(ctx.actor.id);
      await turn.come;
      if (followed.size >= mostStreams)
        throw new AppError('CONFLICT', `a socket follows at most ${mostStreams} streams; unsubscribe first`);
      await authoriseStream(ctx, stream);
      const forward = ({ offset, at, event }: LoggedEvent<EventMessage['event']>) =>
        send({ type: 'event', stream, offset, at, event });
      const end = await events.follow<EventMessage['event']>(stream, after, forward);
      followed.set(stream, end);
      if (socket.readyState === socket.OPEN) await send({ type: 'subscribed', stream });
      else await stop(stream);
    } catch (error) {
      const known =
        error instanceof AppError ? error : new AppError('INTERNAL', 'the stream cannot be followed');
      if (known !== error) ctx.log.error({ stream, error }, 'a subscription failed');
      await send({ type: 'refused', stream, code: known.code, message: known.message });
    } finally {
      turn?.leave();
    }
  };

  const answer = async (request: SocketRequest) => {
    if (socket.readyState !== socket.OPEN) return;
    if (request.type === 'ping') await send({ type: 'pong' });
    else if (request.type === 'subscribe') await subscribe(request);
    else await stop(request.stream);
  };

  /** At once, because a socket that is only closing goes on reading. */
  const expel = (why: string) => {
    socket.close(policyViolated, why);
    socket.pause();
    setImmediate(() => socket.terminate());
  };
  let window = { endsAtMs: 0, requests: 0 };
  const isTooMany = (): boolean => {
    const nowMs = ctx.clock.elapsed();
    if (nowMs >= window.endsAtMs) window = { endsAtMs: nowMs + most.windowMs, requests: 0 };
    window.requests += 1;
    if (window.requests === most.requests + 1)
      ctx.log.warning({}, 'a socket sends too many requests and is cut off');
    return window.requests > most.requests;
  };

  socket.on('ping', () => isTooMany() && expel('too many requests'));
  socket.on('message', (data) => {
    if (socket.readyState !== socket.OPEN) return;
    if (isTooMany()) return expel('too many requests');
    const request = readRequest(String(data));
    if (!request) return expel('not a request');
    turn = turn
      .then(() => answer(request))
      .catch((error: unknown) => ctx.log.debug({ error }, 'a socket request was not answered'));
  });
  socket.on('error', (error) => ctx.log.debug({ error }, 'a socket failed'));
  socket.on('close', () => {
    turn = turn.then(async () => {
      for (const stream of [...followed.keys()]) await stop(stream);
    });
  });

  return {
    bye(reason) {
      if (socket.readyState !== socket.OPEN) return;
      send({ type: 'bye', reason }).catch(() => undefined); // it is closing anyway
      socket.close(goodbyes[reason], reason);
    },
  };
}

function readRequest(text: string): SocketRequest | null {
  try {
    return socketRequestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
