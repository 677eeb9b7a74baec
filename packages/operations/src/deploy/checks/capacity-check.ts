import { hasProfile } from '../settings/apply-flags.ts';
import type { SettingName, Settings } from '../settings/settings-table.ts';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const mib = 2 ** 20;
const sentinelBytes = 3 * 128 * mib;

/** `512m` or `4g` in bytes. */
export const bytesOf = (text: string): number =>
  Number(text.slice(0, -1)) * (text.toLowerCase().endsWith('g') ? 1024 * mib : mib);

/** What all containers may take together. */
export function memoryOfAll(settings: Settings): number {
  const isHa = hasProfile(settings, 'ha');
  const members = isHa ? 3 : 1;
  return (
    bytesOf(settings.BACKEND_MEMORY) * Number(settings.BACKEND_REPLICAS) +
    bytesOf(settings.WORKER_MEMORY) * Number(settings.WORKER_REPLICAS) +
    bytesOf(settings.FRONTEND_MEMORY) +
    bytesOf(settings.NGINX_MEMORY) +
    bytesOf(settings.MONGO_MEMORY) * members +
    bytesOf(settings.REDIS_MEMORY) * members +
    (isHa ? sentinelBytes : 0)
  );
}

const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

export const capacityCheck: Check = {
  name: 'memory, processors',
  run: ({ engine, settings }): Finding[] => {
    if (engine === null) return [unknown('not looked at: no engine')];
    const wanted = memoryOfAll(settings);
    const names = ['BACKEND', 'WORKER', 'FRONTEND', 'NGINX', 'MONGO', 'REDIS'].map((name) => `${name}_CPUS`);
    const tooMany = names.filter((name) => Number(settings[name as SettingName]) > engine.cpus);
    const cache = Number(settings.MONGO_CACHE_GB) * 2 ** 30;
    return [
      wanted <= engine.memoryBytes
        ? ok(`the limits of all containers are ${gib(wanted)} of ${gib(engine.memoryBytes)}`)
        : warning(
            `the limits of all containers are ${gib(wanted)}, the host has ${gib(engine.memoryBytes)}`,
            'lower *_MEMORY or the replicas in .env, or add memory',
          ),
      tooMany.length === 0
        ? ok(`${engine.cpus} processors`)
        : fault(
            `${tooMany.join(', ')} in .env: more than the ${engine.cpus} processors of the host, which docker refuses`,
            `set them to ${engine.cpus} or less`,
          ),
      ...(cache > bytesOf(settings.MONGO_MEMORY) * 0.6
        ? [
            warning(
              'MONGO_CACHE_GB is more than 60 % of MONGO_MEMORY',
              'lower it to half: the database needs memory besides its cache',
            ),
          ]
        : []),
    ];
  },
};
