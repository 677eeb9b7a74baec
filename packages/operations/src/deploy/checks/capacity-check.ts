import { hasProfile } from '../settings/apply-flags.ts';
import type { Settings } from '../settings/settings-table.ts';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const mib = 2 ** 20;
/** What a container takes before anybody uses it, in MiB: measured on an idle stack and rounded up. */
const idleMib = { BACKEND: 192, WORKER: 192, FRONTEND: 16, NGINX: 32, MONGO: 512, REDIS: 64 };
type Part = keyof typeof idleMib;
const parts = Object.keys(idleMib) as Part[];
const sentinelMib = { limit: 128, idle: 16 };
/** The system itself and the engine. */
const systemBytes = 256 * mib;

/** `512m`, `4g` or `768mb` in bytes. */
export const bytesOf = (text: string): number =>
  Number.parseInt(text, 10) * (/gb?$/i.test(text) ? 1024 * mib : mib);

function sumOf(settings: Settings, bytesOfOne: (part: Part) => number, ofSentinel: number): number {
  const isHa = hasProfile(settings, 'ha');
  const members = isHa ? 3 : 1;
  const { BACKEND_REPLICAS, WORKER_REPLICAS } = settings;
  const counts: Partial<Record<Part, number>> = {
    BACKEND: Number(BACKEND_REPLICAS),
    WORKER: Number(WORKER_REPLICAS),
    MONGO: members,
    REDIS: members,
  };
  const total = parts.reduce((sum, part) => sum + bytesOfOne(part) * (counts[part] ?? 1), 0);
  return total + (isHa ? 3 * ofSentinel * mib : 0);
}

/** What all containers may take together. */
export const memoryOfAll = (settings: Settings): number =>
  sumOf(settings, (part) => bytesOf(settings[`${part}_MEMORY`]), sentinelMib.limit);

/** Below this the kernel ends containers before anybody uses them. */
export const leastMemory = (settings: Settings): number => {
  const idle = (part: Part) => Math.min(bytesOf(settings[`${part}_MEMORY`]), idleMib[part] * mib);
  return systemBytes + sumOf(settings, idle, sentinelMib.idle);
};

const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

function judgeMemory(settings: Settings, hostBytes: number): Finding {
  const [wanted, least] = [memoryOfAll(settings), leastMemory(settings)];
  const fix = 'lower *_MEMORY or the replicas in .env, or add memory';
  if (hostBytes < least)
    return fault(`the host has ${gib(hostBytes)}, idle containers alone take ${gib(least)}`, fix);
  return wanted <= hostBytes
    ? ok(`the limits of all containers are ${gib(wanted)} of ${gib(hostBytes)}`)
    : warning(`the limits of all containers are ${gib(wanted)}, the host has ${gib(hostBytes)}`, fix);
}

function judgeProcessors(settings: Settings, cpus: number): Finding {
  const names = parts.map((part) => `${part}_CPUS` as const);
  const tooMany = names.filter((name) => Number(settings[name]) > cpus);
  if (tooMany.length === 0) return ok(`${cpus} processors`);
  return fault(
    `${tooMany.join(', ')} in .env: more than the ${cpus} processors of the host, which docker refuses`,
    `set them to ${cpus} or less`,
  );
}

/** What a database keeps in memory against what its container may have. */
function judgeDatabases(settings: Settings): Finding[] {
  const { MONGO_CACHE_GB, MONGO_MEMORY, REDIS_MAXMEMORY, REDIS_MEMORY } = settings;
  const redisShare = REDIS_MAXMEMORY === '' ? 0 : bytesOf(REDIS_MAXMEMORY) / bytesOf(REDIS_MEMORY);
  const redisFix =
    'set REDIS_MAXMEMORY to three quarters of REDIS_MEMORY: buffers and rewriting its file take the rest';
  const findings: Finding[] = [];
  if (Number(MONGO_CACHE_GB) * 1024 * mib > bytesOf(MONGO_MEMORY) * 0.6)
    findings.push(
      warning(
        'MONGO_CACHE_GB is more than 60 % of MONGO_MEMORY',
        'lower it to half: the database needs memory besides its cache',
      ),
    );
  if (redisShare >= 1)
    findings.push(
      fault('REDIS_MAXMEMORY is not below REDIS_MEMORY: a full Redis is ended, over and over', redisFix),
    );
  else if (redisShare > 0.8)
    findings.push(warning('REDIS_MAXMEMORY is more than 80 % of REDIS_MEMORY', redisFix));
  return findings;
}

export const capacityCheck: Check = {
  name: 'memory, processors',
  run: ({ engine, settings }): Finding[] => {
    if (engine === null) return [unknown('not looked at: no engine')];
    const { memoryBytes, cpus } = engine;
    return [judgeMemory(settings, memoryBytes), judgeProcessors(settings, cpus), ...judgeDatabases(settings)];
  },
};
