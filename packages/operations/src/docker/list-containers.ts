import { askDocker } from './ask-docker.ts';
import { type Container, parseContainers } from './parse-containers.ts';

/** Containers of a compose project, running or not. One that goes away between the two questions is asked for again. */
export async function listContainers(project: string): Promise<Container[]> {
  for (let attempt = 1; ; attempt++) {
    const ids = await askDocker([
      'ps',
      '-aq',
      '--no-trunc',
      '--filter',
      `label=com.docker.compose.project=${project}`,
    ]);
    const list = ids.split('\n').filter(Boolean);
    if (list.length === 0) return [];
    try {
      return parseContainers(await askDocker(['inspect', '--type', 'container', ...list]));
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
