import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileFault } from './file-fault.ts';

/** Replaces a file in one piece: its mode is right before anything is in it, and a crash leaves the old one. Throws as `fileFault`. */
export function writeFile(path: string, content: string, mode: number): void {
  const next = join(dirname(path), `.${basename(path)}.${process.pid}.next`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    removeLeft(path);
    writeWhole(next, content, mode);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) rmdirSync(path); // Docker makes one where a mounted file is not
    renameSync(next, path);
  } catch (error) {
    if (existsSync(next)) rmSync(next);
    throw fileFault(error, path);
  }
}

/** What a command that was killed had begun, which may be a secret; whoever writes here holds the lock. */
function removeLeft(path: string): void {
  const [start, end] = [`.${basename(path)}.`, '.next'];
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(start) && name.endsWith(end) && /^\d+$/.test(name.slice(start.length, -end.length)))
      rmSync(join(dirname(path), name));
}

function writeWhole(path: string, content: string, mode: number): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    fchmodSync(handle, mode);
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A directory with exactly this mode, whatever the umask. Throws as `fileFault`. */
export function makeDirectory(path: string, mode: number): void {
  try {
    mkdirSync(path, { recursive: true, mode });
    chmodSync(path, mode);
  } catch (error) {
    throw fileFault(error, path);
  }
}
