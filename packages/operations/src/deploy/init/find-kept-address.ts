import { AppError } from '@sagacity/kernel';
import { listContainers } from '../../docker/list-containers.ts';
import { listVolumes } from '../../docker/list-volumes.ts';
import { orWithoutEngine } from '../../docker/or-without-engine.ts';
import type { Container } from '../../docker/parse-containers.ts';
import { layout } from '../layout.ts';
import { parseEnvText } from '../settings/edit-env.ts';
import { parseSettings, readEnvText } from '../settings/read-settings.ts';

/**
 * The address to listen on where `.env` of an installation that has data is gone: the one that its nginx is open on. Undefined where
 * nothing is lost. Throws CONFLICT when nobody knows: the initial one is every address of this machine.
 */
export async function findKeptAddress(dir: string, given?: string): Promise<string | undefined> {
  if (parseEnvText(readEnvText(dir)).PUBLIC_HOST !== undefined) return undefined;
  const project = given ?? parseSettings('').COMPOSE_PROJECT_NAME;
  const volumes = await orWithoutEngine(listVolumes(project), []);
  return keptAddress(project, await orWithoutEngine(listContainers(project), []), volumes.length > 0);
}

export function keptAddress(
  project: string,
  containers: readonly Container[],
  hasData: boolean,
): string | undefined {
  const [address] = containers
    .filter(({ service }) => service === 'nginx')
    .flatMap(({ publishedOn }) => publishedOn);
  if (address !== undefined) return address === '' ? parseSettings('').BIND_ADDRESS : address;
  if (!hasData) return undefined;
  throw new AppError(
    'CONFLICT',
    `${layout.env} of ${project}, which has data on this host, is gone, and with it the address that it listened on: bring it back from a backup, or say --bind ADDRESS (and --host, --http-port, --https-port where they were others). Nothing was written`,
  );
}
