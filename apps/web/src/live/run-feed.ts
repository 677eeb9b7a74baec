import { type SocketRequest, socketMessageSchema } from '@sagacity/contracts/events';
import type { LoggedRunEvent } from './live-run.ts';

/** `polling`: no socket to be had; the page asks for the run's state until a later try gets one. */
export type FeedState = 'connecting' | 'live' | 'resuming' | 'polling';

export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}
export interface FeedOptions {
  stream: string;
  ticket(): Promise<string>;
  connect(ticket: string): Socket;
  onEvent(event: LoggedRunEvent): void;
  onState(state: FeedState): void;
  /** Calls back later; the result cancels. Injected by tests. */
  later?(run: () => void, ms: number): () => void;
  random?(): number;
}

const pingEveryMs = 20_000;
/** A proxy may wait for a server that is gone for minutes; another try gets one that is there. */
const openWithinMs = 8_000;
const triesBeforePolling = 3;

/** Waits 0.5 s, 1 s, 2 s … 15 s, each shortened at random so that many pages do not come back together. */
export const backoffMs = (attempt: number, random: number): number =>
  Math.min(15_000, 500 * 2 ** attempt) * (0.5 + random / 2);

/** Follows one stream over sockets that may break; every new one goes on after the last offset. Returns how to stop. */
export function openRunFeed(options: FeedOptions): () => void {
  const random = options.random ?? Math.random;
  const later =
    options.later ??
    ((run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    });
  let after: string | null = null;
  let socket: Socket | null = null;
  let failures = 0;
  let wasLive = false;
  let isStopped = false;
  let cancelTimer = () => {};

  function lost(): void {
    if (isStopped) return;
    socket = null;
    cancelTimer();
    options.onState(failures >= triesBeforePolling ? 'polling' : wasLive ? 'resuming' : 'connecting');
    cancelTimer = later(() => void open(), backoffMs(failures, random()));
    failures += 1;
  }

  let unanswered = 0;
  function beat(own: Socket): void {
    cancelTimer();
    cancelTimer = later(() => {
      if (unanswered >= 2) return own.close();
      unanswered += 1;
      send(own, { type: 'ping' });
      beat(own);
    }, pingEveryMs);
  }
  const send = (own: Socket, request: SocketRequest) => own.send(JSON.stringify(request));

  function receive(own: Socket, data: unknown): void {
    const parsed = socketMessageSchema.safeParse(JSON.parse(String(data)));
    if (!parsed.success) return;
    unanswered = 0;
    const message = parsed.data;
    if (message.type === 'event' && message.stream === options.stream) {
      after = message.offset;
      options.onEvent({ offset: message.offset, at: message.at, event: message.event });
    } else if (message.type === 'subscribed') {
      failures = 0;
      wasLive = true;
      options.onState('live');
    } else if (message.type === 'refused') {
      failures = Math.max(failures, triesBeforePolling);
      own.close();
    } else if (message.type === 'bye') own.close();
  }

  async function open(): Promise<void> {
    const ticket = await options.ticket().catch(() => null);
    if (isStopped) return;
    if (ticket === null) return lost();
    const own = options.connect(ticket);
    socket = own;
    cancelTimer = later(() => own.close(), openWithinMs);
    own.onopen = () => {
      send(own, { type: 'subscribe', stream: options.stream, after });
      unanswered = 0;
      beat(own);
    };
    own.onmessage = ({ data }) => receive(own, data);
    own.onclose = () => {
      if (own === socket) lost();
    };
  }

  options.onState('connecting');
  void open();
  return () => {
    isStopped = true;
    cancelTimer();
    const own = socket;
    socket = null;
    own?.close();
  };
}
