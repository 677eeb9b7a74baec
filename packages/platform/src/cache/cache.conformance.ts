import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cache } from './port.ts';

export interface CacheUnderTest {
  readonly cache: Cache;
  close(): Promise<void>;
}

const minute = { ttlMs: 60_000 };

/** What every `Cache` adapter promises. */
export function cacheConformance(name: string, open: () => Promise<CacheUnderTest>): void {
  describe(`cache: ${name}`, () => {
    let under: CacheUnderTest;
    let cache: Cache;
    beforeEach(async () => {
      under = await open();
      cache = under.cache;
    });
    afterEach(() => under.close());

    it('calls the factory once for 1,000 simultaneous readers', async () => {
      const factory = vi.fn(async () => {
        await new Promise(setImmediate);
        return { pe: 21.5 };
      });
      const values = await Promise.all(
        Array.from({ length: 1_000 }, () => cache.getOrSet('pe', factory, minute)),
      );
      expect(factory).toHaveBeenCalledOnce();
      expect(values.every((value) => value.pe === 21.5)).toBe(true);
    });

    it('keeps values until deleted', async () => {
      expect(await cache.getOrSet('key', async () => [1, '二', null], minute)).toEqual([1, '二', null]);
      expect(await cache.getOrSet('key', async () => 'other', minute)).toEqual([1, '二', null]);
      await cache.delete('key');
      expect(await cache.getOrSet('key', async () => 'other', minute)).toBe('other');
    });

    it('gives each reader its own copy', async () => {
      await cache.getOrSet('key', async () => ({ list: [1] }), minute);
      const copy = await cache.getOrSet('key', async () => ({ list: [0] }), minute);
      copy.list.push(2);
      expect(await cache.getOrSet('key', async () => ({ list: [0] }), minute)).toEqual({ list: [1] });
    });

    it('caches an absence', async () => {
      const factory = vi.fn(async () => null);
      expect(await cache.getOrSet('absent', factory, minute)).toBeNull();
      expect(await cache.getOrSet('absent', factory, minute)).toBeNull();
      expect(factory).toHaveBeenCalledOnce();
    });

    it('hands undefined through without keeping it', async () => {
      expect(await cache.getOrSet('key', async () => undefined, minute)).toBeUndefined();
      expect(await cache.getOrSet('key', async () => 1 as number | undefined, minute)).toBe(1);
    });

    it('asks again after the time to live', async () => {
      let calls = 0;
      const next = () => cache.getOrSet('key', async () => ++calls, { ttlMs: 30 });
      expect(await next()).toBe(1);
      await vi.waitFor(async () => expect(await next()).toBe(2));
    });

    it('throws the factory’s own error to all waiting, after one call, and keeps nothing', async () => {
      const error = new Error('vendor down');
      const factory = vi.fn(() => Promise.reject(error));
      const tries = await Promise.allSettled(
        Array.from({ length: 5 }, () => cache.getOrSet('key', factory, minute)),
      );
      expect(tries.every((result) => result.status === 'rejected' && result.reason === error)).toBe(true);
      expect(factory).toHaveBeenCalledOnce();
      expect(await cache.getOrSet('key', async () => 'up again', minute)).toBe('up again');
    });

    it('serves the old value when the factory fails after expiry, and the new one when it recovers', async () => {
      const options = { ttlMs: 30, staleOnErrorMs: 60_000 };
      await cache.getOrSet('key', async () => 'old', options);
      const failing = vi.fn(() => Promise.reject(new Error('vendor down')));
      await vi.waitFor(async () => {
        expect(await cache.getOrSet('key', failing, options)).toBe('old');
        expect(failing.mock.calls.length).toBeGreaterThan(1);
      });
      expect(await cache.getOrSet('key', async () => 'new', options)).toBe('new');
    });

    it('stops serving the old value when its grace is over, however often it was asked for', async () => {
      const options = { ttlMs: 20, staleOnErrorMs: 200 };
      await cache.getOrSet('key', async () => 'old', options);
      const failing = () => Promise.reject(new Error('vendor down'));
      await vi.waitFor(() => expect(cache.getOrSet('key', failing, options)).rejects.toThrow('vendor down'), {
        timeout: 3_000,
        interval: 20,
      });
    });

    it('answers a ping', () => cache.ping(1_000));
  });
}
