import { existsSync, readFileSync } from 'node:fs';
import { openSignedInApp, type SignedInApp } from '../harness/signed-in-app.ts';
import { finishRun } from './finish-run.ts';
import type { Bench, BenchRow } from './port.ts';

/** The engine gives memory back in steps, the first after eight quiet seconds. */
const restMs = 20_000;
const runs = 10;
const limitMb = 200;

/** Resident memory after twenty quiet seconds: freshly started, and after some research. */
export const memoryAtRest: Bench = {
  name: 'memory',
  async run() {
    if (!existsSync('/proc/self/status')) return [{ skipped: 'this system has no /proc to read it from' }];
    const signedIn = await openSignedInApp();
    try {
      const fresh = await residentMb(signedIn);
      for (let i = 0; i < runs; i++) await finishRun(signedIn.client, {}, 50);
      const used = await residentMb(signedIn);
      return [rowOf('after the start', fresh), rowOf(`after ${runs} runs by rules`, used)];
    } finally {
      await signedIn.close();
    }
  },
};

async function residentMb({ app }: SignedInApp): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, restMs));
  const status = readFileSync(`/proc/${app.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const rowOf = (when: string, mb: number): BenchRow => ({
  what: `resident memory at rest, ${when}`,
  ours: `${Math.round(mb)} MB`,
  against: `${limitMb} MB`,
  ratio: mb / limitMb,
  goal: { text: `≤ ${limitMb} MB`, met: mb <= limitMb },
});
