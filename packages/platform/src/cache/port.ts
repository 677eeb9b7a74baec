export interface CacheOptions {
  /** Time to live; ±10 % jitter is added so that entries made together do not expire together. */
  readonly ttlMs: number;
  /** After expiry the old value may still be served for this long when the factory fails. Default 0. */
  readonly staleOnErrorMs?: number;
}

/** Values must survive JSON. `null` is a cached absence; `undefined` is not cacheable. */
export interface Cache {
  /** One factory call per key at a time in this process, however many wait. */
  getOrSet<T>(key: string, factory: () => Promise<T>, options: CacheOptions): Promise<T>;
  delete(key: string): Promise<void>;
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
