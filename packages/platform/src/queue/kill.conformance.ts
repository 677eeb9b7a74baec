import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { JobQueue } from './port.ts';

export interface KillableQueue {
  readonly queue: JobQueue;
  /** The program that works this queue, and its arguments before the path of its log. */
  readonly program: readonly string[];
  close(): Promise<void>;
}

const jobs = 80;
const kills = 4;

/** `kill -9` of worker processes in the middle of their jobs: nothing is lost, and only what was in flight runs again. */
export function jobQueueKillConformance(name: string, open: (directory: string) => Promise<KillableQueue>) {
  describe(`job queue under kill -9: ${name}`, () => {
    it(`ends every one of ${jobs} jobs over ${kills} killed workers`, { timeout: 60_000 }, async () => {
      const directory = await mkdtemp(join(tmpdir(), 'sagacity-kill-'));
      const under = await open(directory);
      const logPath = join(directory, 'work.log');
      const start = () => spawn(process.execPath, [...under.program, logPath], { stdio: 'inherit' });
      const log = async () => (await readFile(logPath, 'utf8').catch(() => '')).trim().split('\n');
      const ends = async () => (await log()).filter((line) => line.startsWith('end'));
      const children: ChildProcess[] = [];
      try {
        for (let i = 0; i < jobs; i++)
          await under.queue.enqueue({ queue: 'runs', id: `j${i}`, payload: null, ownerId: `owner${i % 3}` });
        for (let kill = 1; kill <= kills; kill++) {
          const victim = start();
          children.push(victim);
          await vi.waitFor(async () => expect(workOf(await log(), victim)).toBeGreaterThan(10), slow);
          victim.kill('SIGKILL');
          await once(victim, 'exit');
        }
        children.push(start());
        await vi.waitFor(async () => expect((await under.queue.counts('runs')).succeeded).toBe(jobs), slow);
        const ended = (await ends()).map((line) => line.split(' ')[1]);
        const lost = jobs - new Set(ended).size;
        const begun = (await log()).filter((line) => line.startsWith('begin')).length;
        expect(lost).toBe(0);
        expect(begun - jobs).toBeLessThanOrEqual(kills * 4);
        expect(ended.length - jobs).toBeLessThanOrEqual(kills * 4);
      } finally {
        for (const child of children) if (child.kill('SIGKILL')) await once(child, 'exit');
        await under.close();
        await rm(directory, { recursive: true });
      }
    });
  });
}

const slow = { timeout: 20_000, interval: 5 };
const workOf = (lines: string[], { pid }: ChildProcess) =>
  lines.filter((line) => line.startsWith('begin') && line.endsWith(` ${pid}`)).length;
