import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { loadConfig } from '@sagacity/features/config';
import { barsOf, fillEnd } from '@sagacity/operations/store-copy/fill-end.fixture';
import { createEnd } from '@sagacity/operations/store-copy/open-end';
import { readAddress } from '@sagacity/operations/store-copy/read-address';
import { temporaryDirectory } from '../harness/start-app.ts';
import { insertBare } from './insert-bare.ts';
import { type Bench, ms } from './port.ts';

const barsEach = 4_000;
const most = 250;
const program = new URL('../../apps/cli/src/main.ts', import.meta.url).pathname;
/** Else V8 lets more garbage pile up the longer it is made at this rate, and the figure is V8's. */
const boundGarbage = '--max-semi-space-size=16';
const printPeak = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`;

/**
 * `sagacity store copy` of a million bars with valuation, from file to file. Its memory must not follow the number of bars: a fifth of them
 * fills all page caches already, so a tenth more than that is the limit.
 */
export const copyBars: Bench = {
  name: 'copy',
  async run() {
    const fifth = await copy(most / 5);
    const all = await copy(most);
    const bare = insertBare(
      Array.from({ length: most }, (_, i) => [`T${i}`, barsOf(i + 1, barsEach)] as const),
    );
    const rows = most * barsEach;
    const growth = all.peakMb / fifth.peakMb;
    return [
      {
        what: `peak resident memory of a store copy of ${rows.toLocaleString('en')} bars with valuation`,
        ours: `${Math.round(all.peakMb)} MB`,
        against: `a fifth of them, ${Math.round(fifth.peakMb)} MB`,
        ratio: growth,
        goal: { text: '≤ 1.1', met: growth <= 1.1 },
      },
      {
        what: `store copy of ${rows.toLocaleString('en')} bars with valuation, and their comparison`,
        ours: `${ms(all.ms)} (${Math.round(rows / all.ms)}k rows/s)`,
        against: `bare SQLite inserts of the bars alone, ${ms(bare)}`,
        ratio: all.ms / bare,
        goal: null,
      },
    ];
  },
};

async function copy(instruments: number): Promise<{ ms: number; peakMb: number }> {
  const directory = temporaryDirectory('bench');
  const [from, to] = ['from', 'to'].map((name) => `sqlite:${directory.path}/${name}`) as [string, string];
  const config = loadConfig({ directory: directory.path, environment: {} });
  const source = await createEnd(readAddress(from, config), []);
  await fillEnd(source, { documents: 0, instruments, barsEach });
  await source.close();
  const measured = [boundGarbage, '--import', printPeak, program];
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [...measured, 'store', 'copy', '--from', from, '--to', to, '--json'],
    { cwd: directory.path },
  );
  directory.remove();
  return { ms: JSON.parse(stdout).seconds * 1_000, peakMb: Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024 };
}
