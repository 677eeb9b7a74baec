import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@sagacity/kernel';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
const nameOf = (uid: number | undefined) => (uid === 0 ? 'root' : `user ${uid}`);

/** Whether a file is there. Throws FORBIDDEN when this user may not read it, or not even know: that is not the same as lost. */
export function isThere(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw fileFault(error, path);
  }
}

/** What to tell of a file that could not be read or written: whose it is, or that the disk is full. Other errors as they are. */
export function fileFault(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError(
      'STORAGE_FULL',
      `no room on the disk for ${path}, which is as it was; make room and try again`,
      {},
      error,
    );
  if (code !== 'EACCES' && code !== 'EPERM') return error;
  const [closed, owner] = findClosed(path);
  const me = nameOf(process.getuid?.());
  const message = `${closed} belongs to ${nameOf(owner)} and is closed to ${me}, who runs this: run it as ${nameOf(owner)}, or give ${me} what is there with chown`;
  return new AppError('FORBIDDEN', message, {}, error);
}

/** The file, or the nearest directory above it that this user can see at all, with its owner. */
function findClosed(path: string): [string, number] {
  try {
    return [path, statSync(path).uid];
  } catch {
    return findClosed(dirname(path)); // the root can be seen by everybody
  }
}
