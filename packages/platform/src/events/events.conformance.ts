import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventLog, LoggedEvent } from './port.ts';

export interface EventLogUnderTest {
  /** Two clients of the same engine, as two processes would have. */
  readonly clients: readonly [EventLog, EventLog];
  close(): Promise<void>;
}

type N = { n: number };
const numbers = (events: readonly LoggedEvent<N>[]) => events.map(({ event }) => event.n);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** What every `EventLog` adapter promises. */
export function eventLogConformance(name: string, open: () => Promise<EventLogUnderTest>): void {
  describe(`event log: ${name}`, () => {
    let under: EventLogUnderTest;
    let here: EventLog;
    let there: EventLog;
    beforeEach(async () => {
      under = await open();
      [here, there] = under.clients;
    });
    afterEach(() => under.close());

    const write = async (log: EventLog, stream: string, from: number, to: number) => {
      for (let n = from; n < to; n++) await log.append(stream, { n });
    };

    it('reads pages in order, each after the last offset', async () => {
      await write(here, 'run:1', 0, 7);
      await write(here, 'run:2', 100, 103);
      const first = await there.read<N>('run:1', null, 5);
      const rest = await there.read<N>('run:1', first.at(-1)!.offset, 5);
      expect(numbers([...first, ...rest])).toEqual(upTo(7));
      expect(await there.read('run:1', rest.at(-1)!.offset, 5)).toEqual([]);
    });

    it('returns from append what read returns', async () => {
      const appended = await logged(here, { kind: 'run-started', text: '贵州茅台', empty: null });
      expect(await there.read('run:1', null, 10)).toEqual([appended]);
      expect(new Date(appended.at).toISOString()).toBe(appended.at);
    });

    it('refuses an offset it never gave', async () => {
      await expect(here.read('run:1', 'yesterday', 1)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    });

    it('follows: replays, then goes live, with events of another client', async () => {
      await write(here, 'run:1', 0, 3);
      const seen: LoggedEvent<N>[] = [];
      const stop = await here.follow<N>('run:1', null, (event) => void seen.push(event));
      expect(numbers(seen)).toEqual(upTo(3));
      await write(there, 'run:1', 3, 6);
      await vi.waitFor(() => expect(numbers(seen)).toEqual(upTo(6)), { timeout: 3_000 });
      await stop();
    });

    it('loses and doubles nothing while two clients append and a follower calls slowly', async () => {
      const seen: LoggedEvent<N>[] = [];
      const writing = Promise.all([write(here, 'run:1', 0, 150), write(there, 'run:1', 1_000, 1_150)]);
      const stop = await there.follow<N>('run:1', null, async (event) => {
        await new Promise(setImmediate);
        seen.push(event);
      });
      await writing;
      await vi.waitFor(() => expect(seen).toHaveLength(300), { timeout: 5_000 });
      expect(seen).toEqual(await here.read('run:1', null, 1_000));
      expect(new Set(numbers(seen)).size).toBe(300);
      await stop();
    });

    it('misses nothing over 50 reconnections in the middle of the stream', async () => {
      const seen: LoggedEvent<N>[] = [];
      const writing = write(here, 'run:1', 0, 200);
      for (let cut = 1; cut <= 50; cut++) {
        const reader = under.clients[cut % 2]!;
        const stop = await reader.follow<N>('run:1', seen.at(-1)?.offset ?? null, (event) => {
          seen.push(event);
        });
        await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(cut * 3), {
          timeout: 5_000,
          interval: 2,
        });
        await stop();
      }
      await writing;
      const rest = await here.read<N>('run:1', seen.at(-1)!.offset, 1_000);
      expect(numbers([...seen, ...rest])).toEqual(upTo(200));
    });

    it('delivers nothing after it was stopped', async () => {
      const seen: unknown[] = [];
      const stop = await here.follow('run:1', null, (event) => void seen.push(event));
      await stop();
      await write(here, 'run:1', 0, 3);
      const late: unknown[] = [];
      const stopLate = await here.follow('run:1', null, (event) => void late.push(event));
      expect(late).toHaveLength(3);
      expect(seen).toEqual([]);
      await stopLate();
    });

    it('ends a following whose handler throws, and says why on stop', async () => {
      const seen: number[] = [];
      const stop = await here.follow<N>('run:1', null, ({ event }) => {
        seen.push(event.n);
        throw new Error('socket closed');
      });
      await write(here, 'run:1', 0, 3);
      await vi.waitFor(() => expect(seen).toEqual([0]), { timeout: 3_000 });
      await expect(stop()).rejects.toThrow('socket closed');
    });

    it('removes a stream and gives no offset twice', async () => {
      await write(here, 'run:1', 0, 3);
      await write(here, 'run:2', 0, 1);
      const before = await here.read<N>('run:1', null, 10);
      await there.removeStream('run:1');
      expect(await here.read('run:1', null, 10)).toEqual([]);
      expect(await here.read('run:2', null, 10)).toHaveLength(1);
      const { offset } = await logged(here, { n: 9 });
      expect(before.map((event) => event.offset)).not.toContain(offset);
      expect(numbers(await here.read<N>('run:1', before.at(-1)!.offset, 10))).toEqual([9]);
    });

    it('removes single events, which a reader before, at or behind them does not miss', async () => {
      await write(here, 'run:1', 0, 6);
      const whole = await here.read<N>('run:1', null, 10);
      const seen: number[] = [];
      const stop = await here.follow<N>('run:1', null, ({ event }) => void seen.push(event.n));
      const removed = [whole[1]!, whole[2]!, whole[5]!].map(({ offset }) => offset);
      await there.removeEvents('run:1', removed);
      await there.removeEvents('run:1', removed);
      expect(numbers(await here.read<N>('run:1', null, 10))).toEqual([0, 3, 4]);
      expect(numbers(await here.read<N>('run:1', whole[1]!.offset, 10))).toEqual([3, 4]);
      expect(await here.read<N>('run:1', whole[5]!.offset, 10)).toEqual([]);
      await write(there, 'run:1', 6, 7);
      await vi.waitFor(() => expect(seen).toEqual(upTo(7)), { timeout: 3_000 });
      await stop();
    });

    it('trims what is older than an instant, in every stream', async () => {
      await write(here, 'run:1', 0, 2);
      await write(here, 'run:2', 0, 1);
      const kept = await vi.waitFor(async () => {
        const event = await logged(here, { n: 2 });
        const [first] = await here.read<N>('run:1', null, 1);
        expect(event.at > first!.at).toBe(true);
        return event;
      });
      const old = (await here.read('run:1', null, 100)).filter(({ at }) => at < kept.at).length;
      expect(await there.trim(kept.at)).toBeGreaterThanOrEqual(old);
      expect((await here.read('run:1', null, 100)).every(({ at }) => at >= kept.at)).toBe(true);
    });

    it('answers a ping', async () => expect(await here.ping(1_000)).toBeNull());
  });
}

/** An engine that is there answers with the event. */
async function logged(log: EventLog, event: unknown): Promise<LoggedEvent> {
  const answer = await log.append('run:1', event);
  if (!answer) throw new Error('the log kept the event instead of appending it');
  return answer;
}
