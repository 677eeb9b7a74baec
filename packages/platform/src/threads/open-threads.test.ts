import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openThreads, type Threads, type ThreadsOptions } from './open-threads.ts';

let directory: string;
let module: URL;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagacity-threads-'));
  await writeFile(
    join(directory, 'work.mjs'),
    `export const double = (n) => n * 2;
     export const spin = () => { for (;;); };
     export const fill = () => { const all = []; for (;;) all.push(new Array(1e5).fill('x')); };
     export const fail = () => { throw new RangeError('nine'); };`,
  );
  module = pathToFileURL(join(directory, 'work.mjs'));
});
afterAll(() => rm(directory, { recursive: true }));

const opened: Threads[] = [];
afterEach(() => Promise.all(opened.splice(0).map((threads) => threads.close())));
function open(options: Partial<ThreadsOptions> = {}): Threads {
  const threads = openThreads({
    module,
    maxWaiting: 4,
    maxOfOwner: 2,
    timeoutMs: 20_000,
    heapMib: 64,
    ...options,
  });
  opened.push(threads);
  return threads;
}
const call = (name: string, owner = 'a') => ({ name, input: 21, owner });

describe('openThreads', () => {
  it('answers with what the function returns', async () => {
    expect(await open().run(call('double'))).toBe(42);
  });

  it('passes on what the function throws', async () => {
    await expect(open().run(call('fail'))).rejects.toThrow('nine');
  });

  it('leaves the event loop free, ends a call at its limit and goes on', async () => {
    const threads = open({ timeoutMs: 500 });
    const spinning = threads.run(call('spin'));
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    await expect(spinning).rejects.toMatchObject({ code: 'TIME_LIMIT_EXCEEDED' });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(20);
    await expect(open().run(call('double'))).resolves.toBe(42);
    await expect(threads.run(call('double', 'b'))).resolves.toBe(42);
  });

  it('ends a call that needs more memory than a thread may have, and not the process', async () => {
    const threads = open({ heapMib: 32 });
    await expect(threads.run(call('fill'))).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await expect(threads.run(call('double'))).resolves.toBe(42);
  });

  it('refuses what one owner asks for beyond his share, and what all ask for beyond the queue', async () => {
    const threads = open({ maxWaiting: 2, timeoutMs: 1_000 });
    const first = ['a', 'a', 'b'].map((owner) =>
      threads.run(call('spin', owner)).catch((error) => error.code),
    );
    await expect(threads.run(call('double', 'a'))).rejects.toThrow('2 of your files are being read');
    await expect(threads.run(call('double', 'c'))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterMs: 2_000 },
    });
    expect(await Promise.all(first)).toEqual(Array(3).fill('TIME_LIMIT_EXCEEDED'));
    await expect(threads.run(call('double', 'a'))).resolves.toBe(42);
  });
});
