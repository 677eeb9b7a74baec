import { readFileSync } from 'node:fs';
import { askDocker } from '../docker/ask-docker.ts';
import { toSwarmStack } from './to-swarm-stack.ts';

/** The file for `docker stack deploy` of the deployment in `dir`, as JSON. Throws UPSTREAM_FAILED with what docker compose said. */
export async function renderSwarmStack(dir: string): Promise<string> {
  const files = ['-f', 'docker-compose.yml', '-f', 'deploy/swarm.yml'];
  const config = await askDocker(['compose', ...files, 'config', '--format', 'json'], { cwd: dir });
  return `${JSON.stringify(toSwarmStack(JSON.parse(config), readFileSync), null, 2)}\n`;
}
