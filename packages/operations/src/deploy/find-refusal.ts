import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThere } from './file-fault.ts';
import { layout } from './layout.ts';

const mostCharacters = 600;

/** Why nginx goes on with the last good copy instead of the configuration and certificate there are, in its own words; null when it has taken these. */
export function findRefusal(dir: string): string | null {
  const path = join(dir, layout.refused);
  if (!isThere(path)) return null;
  const lines = readFileSync(path, 'utf8').slice(0, mostCharacters).split('\n');
  const said = lines.map((line) => line.replaceAll(/\p{Cc}+/gu, ' ').trim()).filter(Boolean);
  return said.length === 0 ? 'it does not say why' : said.join('; ');
}
