import { userInfo } from 'node:os';

/** Who runs this process on the host: a name, or the number of a user without one, as in many containers. */
export function hostUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
