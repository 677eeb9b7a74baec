import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { AppError } from '@sagacity/kernel';

const sticky = 0o1000;

/**
 * Creates the file when it is not there, for its owner alone (0600), and takes from an older one what group and others may. Throws
 * SECRET_REJECTED with the command to run when the file is open to others and belongs to another user.
 */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  closeToOthers(file, 0o600);
}

/** The same for what may not be there, such as files that a library makes beside its own. */
export function closeToOthers(path: string, mode: 0o600 | 0o700): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || (found.mode & 0o077) === 0) return;
  try {
    chmodSync(path, mode);
  } catch (error) {
    throw new AppError(
      'SECRET_REJECTED',
      `${path} can be read by others and belongs to another user; run chmod ${mode.toString(8)} on it as its owner or root`,
      { file: path },
      error,
    );
  }
}

/** Takes from group and others what they may in a directory of ours; one that everybody shares (`/tmp`) stays as it is. */
export function makePrivateDirectory(directory: string): void {
  const isShared = (statSync(directory).mode & sticky) !== 0;
  if (!isShared) closeToOthers(directory, 0o700);
}
