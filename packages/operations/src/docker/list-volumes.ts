import { askDocker } from './ask-docker.ts';

/** Names of the volumes of a compose project. */
export async function listVolumes(project: string): Promise<string[]> {
  const label = `label=com.docker.compose.project=${project}`;
  return (await askDocker(['volume', 'ls', '-q', '--filter', label])).split('\n').filter(Boolean);
}
