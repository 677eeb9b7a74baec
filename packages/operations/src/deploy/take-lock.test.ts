import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { takeLock } from './take-lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
});
/** Whether the lock can be had, which then is given back. */
async function isFree(path: string): Promise<boolean> {
  try {
    await using _lock = await takeLock(path, 'up');
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFLICT' });
    return false;
  }
}

it('lets one command in, tells the next which one it is, and leaves nothing behind', async () => {
  {
    await using _lock = await takeLock(dir, 'scale');
    await expect(takeLock(dir, 'up')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`sagacity deploy scale, process ${process.pid}`),
    });
    expect(readdirSync(dir)).toEqual([]);
  }
  expect(await isFree(dir)).toBe(true);
});

it('knows a directory by any of its names, and from others', async () => {
  const [link, other] = [`${dir}-link`, mkdtempSync(join(tmpdir(), 'deploy-'))];
  symlinkSync(dir, link);
  onTestFinished(() => {
    for (const path of [link, other]) rmSync(path, { recursive: true });
  });
  await using _lock = await takeLock(dir, 'up');
  expect([await isFree(link), await isFree(other)]).toEqual([false, true]);
});

it('is free again after a command that was killed', async () => {
  const [lock, where] = [new URL('take-lock.ts', import.meta.url).href, dir].map((text) =>
    JSON.stringify(text),
  );
  const program = `const { takeLock } = await import(${lock}); await takeLock(${where}, 'up'); console.log('held');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  await once(child.stdout, 'data');
  expect(await isFree(dir)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await isFree(dir)).toBe(true);
});
