import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../plan.ts';
import type { WantedFile } from './deployment-files.ts';

export type FileState = 'created' | 'changed' | 'unchanged';
export interface ComparedFile {
  readonly path: string;
  readonly state: FileState;
  /** Null when nothing has to be done. */
  readonly action: Action | null;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

/** What stands on disk against what is wanted. A file that may not be read counts as changed: writing it says why. */
export function compareFile(dir: string, { path, mode, content, isOnlyInitial }: WantedFile): ComparedFile {
  const full = join(dir, path);
  const write: Action = { do: 'write', path, mode, content };
  if (!existsSync(full)) return { path, state: 'created', action: write };
  if (statSync(full).isDirectory()) return { path, state: 'created', action: write };
  if (isOnlyInitial) return { path, state: 'unchanged', action: null };
  const isSame = modeOf(full) === mode && readFileSync(full, 'utf8') === content;
  return isSame ? { path, state: 'unchanged', action: null } : { path, state: 'changed', action: write };
}

export function compareDirectory(dir: string, { path, mode }: { path: string; mode: number }): ComparedFile {
  const full = join(dir, path);
  const action: Action = { do: 'mkdir', path, mode };
  if (!existsSync(full)) return { path: `${path}/`, state: 'created', action };
  return modeOf(full) === mode
    ? { path: `${path}/`, state: 'unchanged', action: null }
    : { path: `${path}/`, state: 'changed', action };
}
