import { readFileSync } from 'node:fs';
import { temporaryDirectory } from '../harness/start-app.ts';
import { earlierCheckout } from './earlier-checkout.ts';
import { type Bench, type BenchRow, median, ms } from './port.ts';
import { timeStart } from './time-start.ts';

const times = 7;
const restMs = 10_000;
/** Noise of this machine between two runs of the same program. */
const mostWorse = 1.1;

/**
 * `npm start` of this checkout against an earlier one, in turn: cold start, and memory ten seconds after.
 */
export const before: Bench = {
  name: 'before',
  async run() {
    const earlier = earlierCheckout();
    if ('skipped' in earlier) return [earlier];
    const now: Measured[] = [];
    const then: Measured[] = [];
    for (let i = 0; i < times; i++) {
      then.push(await measure(earlier.path));
      now.push(await measure());
    }
    const row = (
      what: string,
      of: (measured: Measured) => number,
      unit: (value: number) => string,
    ): BenchRow => {
      const [ours, theirs] = [median(now.map(of)), median(then.map(of))];
      return {
        what: `embedded, ${what}`,
        ours: unit(ours),
        against: `the version before (${earlier.commit}): ${unit(theirs)}`,
        ratio: ours / theirs,
        goal: { text: `≤ ${mostWorse}`, met: ours / theirs <= mostWorse },
      };
    };
    const mb = (value: number) => `${Math.round(value)} MB`;
    return [
      row('cold start on a new data directory, spawn to ready', ({ startMs }) => startMs, ms),
      row(`resident memory ${restMs / 1000} s after the start`, ({ residentMb }) => residentMb, mb),
    ];
  },
};

interface Measured {
  readonly startMs: number;
  readonly residentMb: number;
}

async function measure(checkout?: string): Promise<Measured> {
  const directory = temporaryDirectory('bench');
  const { app, startMs } = await timeStart(directory.path, checkout);
  await new Promise((resolve) => setTimeout(resolve, restMs));
  const status = readFileSync(`/proc/${app.pid}/status`, 'utf8');
  const residentMb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  await app.stop();
  directory.remove();
  return { startMs, residentMb };
}
