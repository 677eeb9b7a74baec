import { listContainers } from '../docker/list-containers.ts';
import { orWithoutEngine } from '../docker/or-without-engine.ts';
import type { Container } from '../docker/parse-containers.ts';
import { composeEnv } from './settings/read-settings.ts';

export const isRunning = (containers: readonly Container[], name: string): boolean =>
  containers.some(({ service, state }) => service === name && state === 'running');

/** False also where no engine is: files can be written there all the same. */
export async function isNginxRunning(dir: string): Promise<boolean> {
  const { COMPOSE_PROJECT_NAME: project } = composeEnv(dir);
  return project !== undefined && isRunning(await orWithoutEngine(listContainers(project), []), 'nginx');
}
