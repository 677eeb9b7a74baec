import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

/** True when the sample data lies beside the repository, in `../shared/data`; suites on it skip visibly when it does not. */
export const hasSharedData: boolean = existsSync(root);

/** A file under `../shared/data`. */
export const readSharedText = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Cells of a CSV file under `../shared/data`, e.g. `cn/600519.daily.csv`, without its heading. */
export function readSharedCsv(path: string): string[][] {
  const lines = readSharedText(path).trim().split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(','));
}
