import { describe, expect, it, vi } from 'vitest';
import { hear, type LiveRun, type LoggedRunEvent, nothingHeard } from './live-run.ts';
import { backoffMs, type FeedState, openRunFeed, type Socket } from './run-feed.ts';

const stream = 'run:r';
const piece = (index: number): LoggedRunEvent => ({
  offset: String(index).padStart(6, '0'),
  at: '2026-11-23T00:00:00.000Z',
  event: { type: 'run-step-text', runId: 'r', stepId: 'bull', attempt: 1, text: `${index} ` },
});
const all = Array.from({ length: 120 }, (_, index) => piece(index + 1));

/** A server that breaks every connection after a few messages and repeats the one before the offset asked for. */
function brokenServer(refuse = false) {
  let connections = 0;
  const connect = (): Socket => {
    connections += 1;
    const share = 1 + (connections % 4);
    const socket: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send,
      close: () => socket.onclose?.(),
    };
    const tell = (message: unknown) => socket.onmessage?.({ data: JSON.stringify(message) });
    function send(text: string) {
      const asked = JSON.parse(text) as { type: string; after: string | null };
      if (asked.type !== 'subscribe') return;
      if (refuse) return tell({ type: 'refused', stream, code: 'FORBIDDEN', message: 'no' });
      tell({ type: 'subscribed', stream });
      const from = asked.after === null ? 0 : Math.max(0, Number(asked.after) - 1);
      for (const entry of all.slice(from, from + share + 1)) tell({ type: 'event', stream, ...entry });
      queueMicrotask(() => socket.onclose?.());
    }
    queueMicrotask(() => socket.onopen?.());
    return socket;
  };
  return { connect, connections: () => connections };
}
const soon = (run: () => void, ms: number) => {
  const timer = ms < 20_000 ? setImmediate(run) : undefined;
  return () => clearImmediate(timer);
};

describe('run feed', () => {
  it('gives up a socket that does not open, and tries another', async () => {
    const waits: number[] = [];
    let connections = 0;
    const connect = (): Socket => {
      connections += 1;
      const socket: Socket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        send: () => {},
        close: () => socket.onclose?.(),
      };
      return socket;
    };
    const later = (run: () => void, ms: number) => {
      waits.push(ms);
      return soon(run, ms);
    };
    const stop = openRunFeed({
      stream,
      ticket: async () => 't',
      connect,
      onEvent: () => {},
      onState: () => {},
      later,
    });
    await vi.waitFor(() => expect(connections).toBeGreaterThan(1));
    stop();
    expect(waits[0]).toBe(8_000);
  });

  it('loses and doubles nothing over many broken connections', async () => {
    const server = brokenServer();
    let state: LiveRun = nothingHeard;
    const stop = openRunFeed({
      stream,
      ticket: async () => 't',
      connect: server.connect,
      onEvent: (event) => {
        state = hear(state, [event]);
      },
      onState: () => {},
      later: soon,
    });
    await vi.waitFor(() => expect(state.seen.size).toBe(all.length));
    stop();
    expect(server.connections()).toBeGreaterThan(30);
    expect(state.texts.bull?.text.trim().split(' ').map(Number)).toEqual(all.map((_, index) => index + 1));
  });

  it('falls back to polling when the socket is refused', async () => {
    const states: FeedState[] = [];
    const stop = openRunFeed({
      stream,
      ticket: async () => 't',
      connect: brokenServer(true).connect,
      onEvent: () => {},
      onState: (state) => states.push(state),
      later: () => () => {},
    });
    await vi.waitFor(() => expect(states).toEqual(['connecting', 'polling']));
    stop();
  });

  it('waits longer after each failure, up to a limit', () => {
    expect([0, 1, 2, 9].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 15_000]);
    expect(backoffMs(0, 0)).toBe(250);
  });
});
