import { BentoCache, type bentostore } from 'bentocache';
import type { Cache } from './port.ts';

export type CacheStore = ReturnType<typeof bentostore>;

export interface BuildCache {
  readonly store: CacheStore;
  /** In [0, 1); spreads the expiry of entries made together. */
  readonly random?: () => number;
  ping(timeoutMs: number): Promise<void>;
  close?(): Promise<void>;
}

/** The port over a BentoCache store: what all adapters share. */
export function buildCache({ store, random = Math.random, ping, close }: BuildCache): Cache {
  const bento = new BentoCache({ default: 'main', stores: { main: store } });
  const flights = new Map<string, Promise<unknown>>();

  const fetch = async <T>(
    key: string,
    factory: () => Promise<T>,
    ttlMs: number,
    staleMs: number,
  ): Promise<T> => {
    const ttl = Math.max(1, Math.round(ttlMs * (0.9 + 0.2 * random())));
    let failure: unknown;
    try {
      return (await bento.getOrSet({
        key,
        ttl,
        // Grace counts from the write; no backoff, which would lengthen it with every failure; no soft timeout, which serves stale first.
        grace: staleMs > 0 ? ttl + staleMs : false,
        graceBackoff: 0,
        timeout: null,
        factory: async ({ skip }) => {
          const value = await factory().catch((error: unknown) => {
            failure = error;
            throw error;
          });
          return value === undefined ? skip() : value;
        },
      })) as T; // BentoCache widens the type with its skip symbol's undefined
    } catch (error) {
      throw failure ?? error;
    }
  };

  return {
    getOrSet<T>(key: string, factory: () => Promise<T>, options: { ttlMs: number; staleOnErrorMs?: number }) {
      const flying = flights.get(key) as Promise<T> | undefined;
      if (flying) return flying;
      const flight = fetch(key, factory, options.ttlMs, options.staleOnErrorMs ?? 0).finally(() =>
        flights.delete(key),
      );
      flights.set(key, flight);
      return flight;
    },
    async delete(key) {
      await bento.delete({ key });
    },
    ping,
    async close() {
      await bento.disconnect();
      await close?.();
    },
  };
}
