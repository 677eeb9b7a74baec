import { bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { buildCache } from './build-cache.ts';
import type { Cache } from './port.ts';

export interface MemoryCacheOptions {
  /** The least recently used entries beyond this many are dropped; 10,000 by default. */
  readonly maxItems?: number;
  readonly random?: () => number;
}

/** A cache of this process. */
export function openMemoryCache({ maxItems = 10_000, random }: MemoryCacheOptions = {}): Cache {
  const store = bentostore().useL1Layer(memoryDriver({ maxItems }));
  return buildCache({ store, ping: async () => {}, ...(random && { random }) });
}
