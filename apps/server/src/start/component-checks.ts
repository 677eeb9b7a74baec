import type { HealthCheck } from '@sagacity/features/health/index';
import type { Config } from '@sagacity/platform/config/index';
import type { Platform } from '@sagacity/platform/open-platform';
import { freeSpaceCheck } from './free-space-check.ts';

type Pinged = 'store' | 'queue' | 'cache' | 'events';

/**
 * A round trip to every component. Nobody works without the store. Without the queue a process that serves still answers reads; one
 * that only works has nothing to do. Cache and live events are missed, not needed.
 */
export function componentChecks(
  platform: Pick<Platform, Pinged>,
  { role, store, dataDir }: Pick<Config, 'role' | 'store' | 'dataDir'>,
): HealthCheck[] {
  const ping = (name: Pinged, needed: boolean): HealthCheck => ({
    name,
    needed,
    async check(timeoutMs) {
      return (await platform[name].ping(timeoutMs)) ?? null;
    },
  });
  return [
    ping('store', true),
    ping('queue', role === 'worker'),
    ping('cache', false),
    ping('events', false),
    freeSpaceCheck(dataDir, { needed: store.kind === 'sqlite' }),
  ];
}
