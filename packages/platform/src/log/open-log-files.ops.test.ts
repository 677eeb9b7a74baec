import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openLogFiles } from './open-log-files.ts';

const mayMount = process.getuid?.() === 0 && process.platform === 'linux';
const directory = mkdtempSync(join(tmpdir(), 'small-disk-'));
let isMounted = false;
beforeAll(() => {
  if (!mayMount) return;
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', directory]);
  isMounted = true;
});
afterAll(() => {
  if (isMounted) execFileSync('umount', [directory]);
  rmSync(directory, { recursive: true, force: true });
});

it.skipIf(!mayMount)('survives a disk that is full, and goes on when there is room', async () => {
  const ballast = join(directory, 'ballast');
  writeFileSync(ballast, Buffer.alloc(128 * 1024));
  const files = await openLogFiles({ directory, role: 'all' });
  const line = (n: number) => `${JSON.stringify({ level: 'INFO', n, text: 'x'.repeat(1_000) })}\n`;
  let slowestMs = 0;
  for (let n = 0; n < 2_000; n++) {
    const startedMs = performance.now();
    files.write(line(n), false);
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
  }
  await vi.waitFor(() => expect(files.trouble()).toContain('ENOSPC'), 10_000);
  expect(slowestMs).toBeLessThan(100);

  rmSync(ballast);
  await vi.waitFor(() => expect(files.trouble()).toBeNull(), { timeout: 15_000, interval: 200 });
  files.write(line(9_999), false);
  await files.close();
  const written = readFileSync(join(directory, 'tradingagents.log'), 'utf8').trimEnd().split('\n');
  expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ n: 9_999 });
  const resumed = JSON.parse(written.at(-2) ?? '');
  expect(resumed).toMatchObject({ level: 'WARNING', message: 'the log file is written again' });
  // Kept and lost are all there were, but for lines the disk cut off without saying so.
  const kept = written.filter((text) => /^\{"level":"INFO".*\}$/.test(text)).length - 1;
  expect(kept + resumed.lost).toBeGreaterThan(1_990);
  expect(kept).toBeGreaterThan(50);
});
