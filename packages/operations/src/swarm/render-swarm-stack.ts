import { readFileSync, statSync } from 'node:fs';
import { AppError } from '@sagacity/kernel';
import { hasProfile } from '../deploy/settings/apply-flags.ts';
import { readSettings } from '../deploy/settings/read-settings.ts';
import { askDocker } from '../docker/ask-docker.ts';
import { toSwarmStack } from './to-swarm-stack.ts';

const readFile = (path: string) => (statSync(path).isDirectory() ? null : readFileSync(path));

/**
 * The file for `docker stack deploy` of the deployment in `dir`, as JSON. Throws CONFLICT with the profile ha, whose members have fixed
 * addresses on one host, UPSTREAM_FAILED with what docker compose said.
 */
export async function renderSwarmStack(dir: string): Promise<string> {
  if (hasProfile(readSettings(dir), 'ha'))
    throw new AppError(
      'CONFLICT',
      'the members of --ha live on one host and cannot be a Swarm: sagacity deploy init --no-ha, and name engines of your own that survive a node',
    );
  const files = ['-f', 'docker-compose.yml', '-f', 'deploy/swarm.yml'];
  const config = await askDocker(['compose', ...files, 'config', '--format', 'json'], { cwd: dir });
  return `${JSON.stringify(toSwarmStack(JSON.parse(config), readFile), null, 2)}\n`;
}
