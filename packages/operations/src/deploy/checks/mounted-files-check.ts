import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from '../layout.ts';
import { type Check, type Finding, fault, ok } from './check.ts';

/** Outside of `secrets/`, which `init` gives its modes. */
const files = ['docker/redis.conf', 'docker/redis-start.sh', layout.config];
const mounted = ['nginx', 'config/nginx', ...files];

/** Of the checkout, but for what `init` writes. */
const fixOf = (path: string) =>
  path.startsWith('config')
    ? 'sagacity deploy init writes it'
    : `bring it back from the repository: git checkout -- ${path}`;

/**
 * Containers run as users that own nothing here: whoever checked this out with a umask of 027 or 077 shut them out. A file that was deleted
 * may have come back as a directory, which Docker makes where a mounted file is not.
 */
export const mountedFilesCheck: Check = {
  name: 'mounted files',
  run: ({ dir, isSetUp }): Finding[] => {
    const wanted = isSetUp ? mounted : mounted.filter((path) => !path.startsWith('config'));
    const missing = wanted.filter((path) => !existsSync(join(dir, path)));
    const swollen = files.filter((path) =>
      statSync(join(dir, path), { throwIfNoEntry: false })?.isDirectory(),
    );
    const all = mounted
      .filter((path) => existsSync(join(dir, path)))
      .flatMap((path) => withContent(dir, path));
    const shut = all.filter((path) => {
      const stat = statSync(join(dir, path));
      const mode = stat.isDirectory() ? 0o005 : 0o004;
      return (stat.mode & mode) !== mode;
    });
    const found = [
      ...missing.map((path) => fault(`${path} is not there`, fixOf(path))),
      ...swollen.map((path) =>
        fault(`${path} is a directory, in place of the file`, `rmdir ${path}; then ${fixOf(path)}`),
      ),
      ...(shut.length === 0
        ? []
        : [
            fault(
              `containers cannot read ${shut.join(', ')}`,
              'chmod -R a+rX nginx docker config, and a umask of 022 for git',
            ),
          ]),
    ];
    return found.length === 0 ? [ok('readable for the users of the containers')] : found;
  },
};

const withContent = (dir: string, path: string): string[] =>
  statSync(join(dir, path)).isDirectory()
    ? [path, ...readdirSync(join(dir, path)).map((name) => join(path, name))]
    : [path];
