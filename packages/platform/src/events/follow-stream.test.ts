import { clockAt } from '@sagacity/testkit/clock-at';
import { beforeEach, expect, it, vi } from 'vitest';
import { type FollowSource, followStream } from './follow-stream.ts';
import type { LoggedEvent } from './port.ts';

const at = '2026-01-05T00:00:00.000Z';
let stored: LoggedEvent<string>[];
let faults: number;
let wake: () => void;
let seen: string[];
let closing: AbortController;
let source: FollowSource<string>;

beforeEach(() => {
  stored = [];
  faults = 0;
  seen = [];
  closing = new AbortController();
  const clock = clockAt(() => 0);
  source = {
    after: null,
    clock,
    closed: closing.signal,
    async read(after, limit) {
      if (faults-- > 0) throw new Error('store away');
      return stored.filter(({ offset }) => Number(offset) > Number(after)).slice(0, limit);
    },
    subscribe(call) {
      wake = call;
      return () => {};
    },
    onEvent: ({ event }) => void seen.push(event),
  };
});

const append = (...events: string[]) => {
  for (const event of events) stored.push({ offset: String(stored.length + 1), at, event });
};

it('delivers what is appended between its last read and going live', async () => {
  append('a');
  const onEvent = ({ event }: LoggedEvent<string>) => {
    seen.push(event);
    if (event !== 'a') return;
    append('b');
    wake();
  };
  await followStream({ ...source, onEvent });
  expect(seen).toEqual(['a', 'b']);
});

it('replays more than a page', async () => {
  append(...Array.from({ length: 1_000 }, (_, i) => `e${i}`));
  await followStream(source);
  expect(seen).toHaveLength(1_000);
});

it('delivers once however often it is woken', async () => {
  await followStream(source);
  append('a');
  for (let i = 0; i < 5; i++) wake();
  await vi.waitFor(() => expect(seen).toEqual(['a']));
  wake();
  append('b');
  wake();
  await vi.waitFor(() => expect(seen).toEqual(['a', 'b']));
});

it('reads again after a fault while live', async () => {
  await followStream(source);
  faults = 3;
  append('a');
  wake();
  await vi.waitFor(() => expect(seen).toEqual(['a']));
});

it('rejects when the replay cannot be read', async () => {
  faults = 1;
  await expect(followStream(source)).rejects.toThrow('store away');
});

it('rejects when the handler throws during the replay', async () => {
  append('a', 'b');
  const onEvent = () => Promise.reject(new Error('socket closed'));
  await expect(followStream({ ...source, onEvent })).rejects.toThrow('socket closed');
});

it('can be stopped from inside the handler', async () => {
  const stopping: Promise<void>[] = [];
  const stop = await followStream({
    ...source,
    onEvent({ event }) {
      seen.push(event);
      stopping.push(stop());
    },
  });
  append('a', 'b');
  wake();
  await vi.waitFor(() => expect(stopping).toHaveLength(1));
  await stopping[0];
  wake();
  await new Promise(setImmediate);
  expect(seen).toEqual(['a']);
});

it('ends with its log, in the middle of faults too', async () => {
  await followStream(source);
  faults = Number.POSITIVE_INFINITY;
  wake();
  closing.abort();
  faults = 0;
  append('a');
  wake();
  await new Promise(setImmediate);
  expect(seen).toEqual([]);
});
