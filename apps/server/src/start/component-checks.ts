import type { HealthCheck } from '@sagacity/features/health/index';
import type { Platform } from '@sagacity/platform/open-platform';
import { freeSpaceCheck } from './free-space-check.ts';

type Pinged = 'store' | 'queue' | 'cache' | 'events';

/** A round trip to every component. Without the cache or live events people can still work. */
export function componentChecks(platform: Pick<Platform, Pinged>, dataDir: string): HealthCheck[] {
  const ping = (name: Pinged, needed: boolean): HealthCheck => ({
    name,
    needed,
    async check(timeoutMs) {
      await platform[name].ping(timeoutMs);
      return null;
    },
  });
  return [
    ping('store', true),
    ping('queue', true),
    ping('cache', false),
    ping('events', false),
    freeSpaceCheck(dataDir),
  ];
}
