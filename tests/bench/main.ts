import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { authenticatedRead } from './authenticated-read.ts';
import { before } from './before.ts';
import { coldStart } from './cold-start.ts';
import { copyBars } from './copy-bars.ts';
import { fairShare } from './fair-share.ts';
import { imageSize } from './image-size.ts';
import { importUniverse } from './import-universe.ts';
import { indicators } from './indicators.ts';
import { memoryAtRest } from './memory-at-rest.ts';
import { mergePage, renderRow, renderTable } from './page.ts';
import type { Bench } from './port.ts';
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
  imageSize,
];

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const [loadBefore = 0] = loadavg();
const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const how = `${new Date().toISOString().slice(0, 10)}, ${machine}, load ${loadBefore.toFixed(1)}`;
const lines: string[] = [];
const notes: string[] = [];
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  for (const result of await bench.run()) {
    if ('skipped' in result) notes.push(`${bench.name}: not measured, ${result.skipped}`);
    else lines.push(renderRow(bench.name, result, how));
  }
}
console.log([renderTable(lines), ...notes].join('\n'));

if (process.argv.includes('--write')) {
  const page = new URL('../../docs/benchmarks.md', import.meta.url);
  const names = benches.map(({ name }) => name);
  writeFileSync(page, mergePage(readFileSync(page, 'utf8'), names, lines));
}
