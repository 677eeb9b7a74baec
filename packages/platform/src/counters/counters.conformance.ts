import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Counters } from './port.ts';

export interface CountersUnderTest {
  /** Two clients of the same engine, as two processes would have. */
  readonly clients: readonly [Counters, Counters];
  close(): Promise<void>;
}

/** What every `Counters` adapter promises. */
export function countersConformance(name: string, open: () => Promise<CountersUnderTest>): void {
  describe(`counters: ${name}`, () => {
    let under: CountersUnderTest;
    let here: Counters;
    let there: Counters;
    beforeEach(async () => {
      under = await open();
      [here, there] = under.clients;
    });
    afterEach(() => under.close());

    it('counts what all processes add, each once', async () => {
      const adding = { ttlMs: 60_000, note: 'said' };
      const added = await Promise.all(
        Array.from({ length: 40 }, (_, at) => (at % 2 ? here : there).add('asked', adding)),
      );
      expect(added.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 40 }, (_, at) => at + 1),
      );
      expect(await there.read(['asked', 'nothing'])).toMatchObject([{ count: 40, note: 'said' }, null]);
    });

    it('forgets a count when its time is over, from the first or from the last', async () => {
      await here.add('first', { ttlMs: 150 });
      await here.add('last', { ttlMs: 60_000 });
      await there.add('last', { ttlMs: 150, renews: true });
      const [first, last] = await here.read(['first', 'last']);
      expect([first?.count, last?.count]).toEqual([1, 2]);
      expect((await here.add('first', { ttlMs: 60_000 })).leftMs).toBeLessThanOrEqual(150);
      await vi.waitFor(async () => expect(await there.read(['first', 'last'])).toEqual([null, null]));
      expect((await there.add('first', { ttlMs: 60_000 })).count).toBe(1);
    });

    it('begins again after a removal', async () => {
      await here.add('failed', { ttlMs: 60_000 });
      await there.remove(['failed', 'nothing']);
      expect((await here.add('failed', { ttlMs: 60_000 })).count).toBe(1);
    });

    it('gives the tokens of a bucket to all processes together, and more as time goes', async () => {
      const rate = { perMinute: 600, burst: 5 };
      const waits = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? here : there).take('bucket', rate)),
      );
      const given = waits.filter((waitMs) => waitMs === 0).length;
      expect(given).toBeGreaterThanOrEqual(5);
      expect(given).toBeLessThan(20);
      for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(100);
      await vi.waitFor(async () => expect(await there.take('bucket', rate)).toBe(0));
    });
  });
}
