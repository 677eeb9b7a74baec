import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const built = join(here, 'dist/index.html');
const lock = join(here, '.cache/build.lock');
const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  '../../packages/contracts/src',
];
/** A lock older than this belongs to a build that was killed. */
const abandonedAfterMs = 180_000;

function newestMs(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const inside = readdirSync(path).map((name) => newestMs(join(path, name)));
  return Math.max(entry.mtimeMs, ...inside);
}

function isFresh(): boolean {
  if (!existsSync(built)) return false;
  const builtMs = statSync(built).mtimeMs;
  return sources.every((source) => newestMs(join(here, source)) <= builtMs);
}

function takeLock(): boolean {
  mkdirSync(join(here, '.cache'), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held === undefined || Date.now() - held.mtimeMs < abandonedAfterMs) return false;
    rmSync(lock, { recursive: true, force: true });
    return takeLock();
  }
}

async function build(): Promise<void> {
  const startedMs = performance.now();
  console.error('Building the web app (only after its sources change) …');
  const vite = await import('vite');
  await vite.build({ root: here, configFile: join(here, 'vite.config.ts'), logLevel: 'error' });
  console.error(`Built apps/web/dist in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
}

/** Leaves `apps/web/dist` up to date. Of several at once one builds and the others wait for it. */
async function ensureBuilt(): Promise<void> {
  while (!isFresh()) {
    if (!takeLock()) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      if (!isFresh()) await build();
      return;
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

try {
  await ensureBuilt();
} catch (error) {
  console.error(`The web app was not built: ${error instanceof Error ? error.message : String(error)}`);
  console.error('Correct the file named above and start again; `npm ci` restores missing packages.');
  process.exitCode = 1;
}
