import { statfs } from 'node:fs/promises';
import type { HealthCheck } from '@sagacity/features/health/index';

const mb = 1024 * 1024;
const littleMb = 512;
const tooLittleMb = 32;

interface SpaceOptions {
  /** Whether the documents are there. */
  readonly needed: boolean;
  readonly readSpace?: (path: string) => Promise<{ bavail: number; bsize: number }>;
}

/** Room for the data directory: degraded below 512 MB, down below 32 MB, where writes begin to fail. */
export const freeSpaceCheck = (
  dataDir: string,
  { needed, readSpace = statfs }: SpaceOptions,
): HealthCheck => ({
  name: 'disk',
  needed,
  async check() {
    const { bavail, bsize } = await readSpace(dataDir);
    const freeMb = Math.floor((bavail * bsize) / mb);
    if (freeMb < tooLittleMb) throw new Error(`${freeMb} MB left in ${dataDir}; make room`);
    return freeMb < littleMb ? `${freeMb} MB left in ${dataDir}` : null;
  },
});
