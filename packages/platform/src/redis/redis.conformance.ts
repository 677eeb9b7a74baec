import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { connectRedis } from './connect-redis.ts';

const url = process.env.REDIS_URL;

/** Runs the suites when REDIS_URL names a server; without one they are skipped on a laptop and fail in CI. */
export function withRedis(suites: (url: string) => void): void {
  if (url) suites(url);
  else if (process.env.CI)
    it('has a Redis', () => Promise.reject(new Error('REDIS_URL is not set; start one and name it')));
  else describe.skip('Redis (REDIS_URL is not set)', () => it('runs the suite', () => {}));
}

/** Two connections and a key prefix of their own, whose keys are removed at the end. */
export function openTestRedis(of = url!) {
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  const main = connectRedis(of);
  const other = connectRedis(of);
  return {
    url: of,
    prefix,
    main,
    other,
    async close() {
      for await (const keys of main.scanStream({ match: `${prefix}:*`, count: 1_000 }))
        if (keys.length > 0) await main.del(...keys);
      await Promise.all([main.quit(), other.quit()]);
    },
  };
}
