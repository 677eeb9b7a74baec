import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '@sagacity/kernel';
import type { Stack } from './read-stack.ts';

interface Holdings extends Pick<Stack, 'dir' | 'containers'> {
  readonly settings: Pick<Stack['settings'], 'COMPOSE_FILE' | 'COMPOSE_PROJECT_NAME'>;
}

/**
 * Keeps a second checkout from taking over, or deleting, what another one runs under the same name. Throws CONFLICT when containers were
 * made from another directory; one that was moved away, or renamed, is no other.
 */
export function refuseForeign({ dir, settings, containers }: Holdings): void {
  const [first = ''] = settings.COMPOSE_FILE.split(':');
  const own = realOf(dirname(resolve(dir, first)));
  const made = new Set(containers.map(({ workingDir }) => workingDir).filter(Boolean));
  const foreign = [...made].filter((path) => ![own, null].includes(realOf(path)));
  if (foreign.length > 0)
    throw new AppError(
      'CONFLICT',
      `${settings.COMPOSE_PROJECT_NAME} runs from ${foreign.join(', ')}: work there (--dir), or name this installation otherwise (sagacity deploy init --project NAME). To bring it over with its .env and secrets/, stop it there first: docker compose down`,
    );
}

/** Null for a directory that is no more; the path itself for one that this user may not look into. */
function realOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') ? null : path;
  }
}
