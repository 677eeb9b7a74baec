import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { EventLog } from './port.ts';

export interface KillableEventLog {
  readonly log: EventLog;
  /** The program that appends, and its arguments before stream and first number. */
  readonly program: readonly string[];
  close(): Promise<void>;
}

const kills = 3;

/** `kill -9` of an appending process: a follower sees every acknowledged event once, in order. */
export function eventLogKillConformance(
  name: string,
  open: (directory: string) => Promise<KillableEventLog>,
) {
  describe(`event log under kill -9: ${name}`, () => {
    it(`keeps every acknowledged event over ${kills} killed writers`, { timeout: 60_000 }, async () => {
      const directory = await mkdtemp(join(tmpdir(), 'sagacity-kill-'));
      const under = await open(directory);
      const acknowledged: number[] = [];
      const seen: number[] = [];
      try {
        const stop = await under.log.follow<{ n: number }>('run:1', null, ({ event }) => {
          seen.push(event.n);
        });
        for (let kill = 1; kill <= kills; kill++) {
          const arguments_ = [...under.program, 'run:1', String(kill * 1_000_000)];
          const writer = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
          let text = '';
          writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          await vi.waitFor(() => expect(text.split('\n').length).toBeGreaterThan(kill * 40), slow);
          writer.kill('SIGKILL');
          await once(writer, 'close');
          acknowledged.push(...text.trim().split('\n').map(Number));
        }
        await vi.waitFor(() => expect(acknowledged.filter((n) => !seen.includes(n))).toEqual([]), slow);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        expect(seen.length - acknowledged.length).toBeLessThanOrEqual(kills);
        await stop();
      } finally {
        await under.close();
        await rm(directory, { recursive: true });
      }
    });
  });
}

const slow = { timeout: 20_000, interval: 5 };
