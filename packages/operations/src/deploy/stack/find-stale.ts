import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Container } from '../../docker/parse-containers.ts';
import { runCommand } from '../../docker/run-command.ts';
import { isThere } from '../file-fault.ts';
import { layout } from '../layout.ts';

/** A service with the files of the secrets that it reads. */
interface SecretReader {
  readonly name: string;
  readonly secretFiles: readonly string[];
}

/** Read when the data are first made; later what is stored counts. */
const readOnce: readonly string[] = [
  'admin_password',
  'mongo_root_password',
  'mongo_keyfile',
  'sentinel.conf',
];

/** Since when the file has its content or its mode, which a container that was started before does not see; 0 for one that is not there. */
const changedMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0;

/** Containers that started before one of these files was last written. */
export const startedBefore = (containers: readonly Container[], files: readonly string[]): Container[] => {
  const newestMs = Math.max(0, ...files.map(changedMs));
  return containers.filter(({ startedAt }) => Date.parse(startedAt) < newestMs);
};

/** Ids of containers that work with another secret than the files hold. Redis may have been told of a new password while it runs. */
export async function findStale(
  dir: string,
  services: readonly SecretReader[],
  containers: readonly Container[],
): Promise<string[]> {
  const stale: string[] = [];
  for (const { name, secretFiles } of services) {
    const own = containers.filter(({ service, state }) => service === name && state !== 'created');
    const read = secretFiles.filter((path) => !readOnce.includes(basename(path)));
    for (const one of startedBefore(own, read))
      if (!isRedis(name) || (await refusesPassword(dir, one.id))) stale.push(one.id);
  }
  return stale;
}

export const isRedis = (service: string): boolean => /^redis(-\d)?$/.test(service);

async function refusesPassword(dir: string, id: string): Promise<boolean> {
  const path = join(dir, layout.secrets, 'redis_password');
  if (!isThere(path)) return false;
  const ping = 'read -r REDISCLI_AUTH; export REDISCLI_AUTH; redis-cli ping';
  const asked = await runCommand('docker', ['exec', '-i', id, 'sh', '-c', ping], {
    input: `${readFileSync(path, 'utf8').trim()}\n`,
    timeoutMs: 10_000,
  });
  return /WRONGPASS|NOAUTH/.test(asked.stdout + asked.stderr);
}
