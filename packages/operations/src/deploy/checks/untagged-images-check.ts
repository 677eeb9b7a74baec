import { askDocker } from '../../docker/ask-docker.ts';
import { type Check, ok, unknown, warning } from './check.ts';

const labels = ['Sagacity backend', 'Sagacity frontend'].map(
  (title) => `label=org.opencontainers.image.title=${title}`,
);

/** A build under the same tag leaves the image of before without a name. */
export const untaggedImagesCheck: Check = {
  name: 'untagged images',
  run: async ({ engine }) => {
    if (engine === null) return [unknown('not looked at: no engine')];
    const found = new Map<string, number>();
    for (const label of labels) {
      const ids = await askDocker(['image', 'ls', '-q', '--filter', 'dangling=true', '--filter', label]);
      const count = new Set(ids.split('\n').filter(Boolean)).size;
      if (count > 0) found.set(label, count);
    }
    if (found.size === 0) return [ok('none left by builds')];
    const count = [...found.values()].reduce((sum, one) => sum + one, 0);
    const prune = [...found.keys()].map((label) => `docker image prune --filter '${label}'`).join('; ');
    return [warning(`${count} left by builds, of earlier versions`, prune)];
  },
};
