import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from '../layout.ts';
import { type Check, type Finding, fault, ok } from './check.ts';

/** Outside of `secrets/`, which `init` gives its modes. */
const mounted = ['nginx', 'docker/redis.conf', 'docker/redis-start.sh', 'config/nginx', layout.config];

/** Containers run as users that own nothing here: whoever checked this out with a umask of 027 or 077 shut them out. */
export const mountedFilesCheck: Check = {
  name: 'mounted files',
  run: ({ dir }): Finding[] => {
    const all = mounted
      .filter((path) => existsSync(join(dir, path)))
      .flatMap((path) => withContent(dir, path));
    const shut = all.filter((path) => {
      const stat = statSync(join(dir, path));
      const wanted = stat.isDirectory() ? 0o005 : 0o004;
      return (stat.mode & wanted) !== wanted;
    });
    return shut.length === 0
      ? [ok('readable for the users of the containers')]
      : [
          fault(
            `containers cannot read ${shut.join(', ')}`,
            'chmod -R a+rX nginx docker config, and a umask of 022 for git',
          ),
        ];
  },
};

const withContent = (dir: string, path: string): string[] =>
  statSync(join(dir, path)).isDirectory()
    ? [path, ...readdirSync(join(dir, path)).map((name) => join(path, name))]
    : [path];
