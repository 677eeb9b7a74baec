import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { authenticatedRead } from './authenticated-read.ts';
import { before } from './before.ts';
import { coldStart } from './cold-start.ts';
import { copyBars } from './copy-bars.ts';
import { fairShare } from './fair-share.ts';
import { importUniverse } from './import-universe.ts';
import { indicators } from './indicators.ts';
import { memoryAtRest } from './memory-at-rest.ts';
import type { Bench, BenchRow } from './port.ts';
import { runTime } from './run-time.ts';
import { stepCost } from './step-cost.ts';
import { throughNginx } from './through-nginx.ts';

const benches: readonly Bench[] = [
  authenticatedRead,
  runTime,
  stepCost,
  fairShare,
  indicators,
  importUniverse,
  copyBars,
  coldStart,
  memoryAtRest,
  before,
  throughNginx,
];

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const [loadBefore = 0] = loadavg();
const rows: BenchRow[] = [];
const notes: string[] = [];
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  for (const result of await bench.run()) {
    if ('skipped' in result) notes.push(`${bench.name}: not measured, ${result.skipped}`);
    else rows.push(result);
  }
}

const goalOf = ({ goal }: BenchRow) => (goal ? `${goal.text}: ${goal.met ? 'met' : '**missed**'}` : '');
const table = [
  '| what | Sagacity | against | ratio | goal |',
  '|---|---|---|---|---|',
  ...rows.map(
    (row) => `| ${row.what} | ${row.ours} | ${row.against} | ${row.ratio.toFixed(2)} | ${goalOf(row)} |`,
  ),
  ...(notes.length > 0 ? ['', ...notes] : []),
].join('\n');
console.log(table);

if (process.argv.includes('--write')) {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const page = [
    '# Benchmarks',
    '',
    'Written by `npm run bench -- --write`. Each row compares with a peer or a limit measured in the same run: read the ratios, not the',
    'milliseconds. In every ratio less is better.',
    '',
    `Machine: ${machine}, ${new Date().toISOString().slice(0, 10)}; load average before the run ${loadBefore.toFixed(1)}.`,
    '',
    table,
    '',
  ].join('\n');
  writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), page);
}
