import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lease } from './port.ts';

export interface LeaseUnderTest {
  /** Two clients of the same engine, as two processes would have. */
  readonly clients: readonly [Lease, Lease];
  close(): Promise<void>;
}

/** What every `Lease` adapter promises. */
export function leaseConformance(name: string, open: () => Promise<LeaseUnderTest>): void {
  describe(`lease: ${name}`, () => {
    let under: LeaseUnderTest;
    let here: Lease;
    let there: Lease;
    beforeEach(async () => {
      under = await open();
      [here, there] = under.clients;
    });
    afterEach(() => under.close());

    it('refuses a second holder until the first releases', async () => {
      const first = await here.acquire('leader', 60_000);
      expect(first?.name).toBe('leader');
      expect(await there.acquire('leader', 60_000)).toBeNull();
      await first?.release();
      expect(await there.acquire('leader', 60_000)).not.toBeNull();
    });

    it('keeps names apart', async () => {
      await here.acquire('one', 60_000);
      expect(await there.acquire('two', 60_000)).not.toBeNull();
    });

    it('expires by itself and grows the fencing token with each holder', async () => {
      const tokens: number[] = [];
      for (const client of [here, there, here]) {
        const lease = await vi.waitFor(async () => {
          const got = await client.acquire('leader', 60);
          expect(got).not.toBeNull();
          return got!;
        });
        tokens.push(lease.fencingToken);
      }
      expect(tokens).toEqual([...tokens].sort((a, b) => a - b));
      expect(new Set(tokens).size).toBe(3);
    });

    it('grows the fencing token after a release too', async () => {
      const first = await here.acquire('leader', 60_000);
      await first?.release();
      const second = await here.acquire('leader', 60_000);
      expect(second!.fencingToken).toBeGreaterThan(first!.fencingToken);
    });

    it('renews past its first expiry', async () => {
      const lease = await here.acquire('leader', 400);
      const endsAt = Date.now() + 900;
      await vi.waitFor(
        async () => {
          expect(await lease!.renew()).toBe(true);
          expect(await there.acquire('leader', 400)).toBeNull();
          expect(Date.now()).toBeGreaterThan(endsAt);
        },
        { timeout: 3_000, interval: 100 },
      );
    });

    it('tells a late holder that the lease is lost, whose release then frees nothing', async () => {
      const late = await here.acquire('leader', 50);
      await vi.waitFor(async () => expect(await there.acquire('leader', 60_000)).not.toBeNull());
      expect(await late!.renew()).toBe(false);
      await late!.release();
      expect(await here.acquire('leader', 60_000)).toBeNull();
    });

    it('gives one of 20 simultaneous callers the lease', async () => {
      const tries = Array.from({ length: 20 }, (_, i) => under.clients[i % 2]!.acquire('rush', 60_000));
      const won = (await Promise.all(tries)).filter((lease) => lease !== null);
      expect(won).toHaveLength(1);
    });

    it('frees what it holds when closed', async () => {
      await here.acquire('leader', 60_000);
      await here.close();
      expect(await there.acquire('leader', 60_000)).not.toBeNull();
    });
  });
}
