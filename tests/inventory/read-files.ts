import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path from the repository's root to text. */
export type Files = ReadonlyMap<string, string>;

export const readFiles = (...patterns: string[]): Files =>
  new Map(
    globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).map((path) => [
      path,
      readFileSync(`${root}/${path}`, 'utf8'),
    ]),
  );
