import { boundaries } from './boundaries.ts';
import { fileSize } from './file-size.ts';
import { generated } from './generated.ts';
import { regularExpressions } from './regular-expressions.ts';
import { type CheckStep, toolStep } from './step.ts';

const steps: readonly CheckStep[] = [
  toolStep('format and lint', 'biome', ['check', '--error-on-warnings', '.']),
  toolStep('types', 'tsc', ['-b']),
  toolStep('types of the web app', 'vue-tsc', ['--noEmit', '-p', 'apps/web']),
  boundaries,
  fileSize,
  regularExpressions,
  generated,
];

let failed = 0;
for (const step of steps) {
  const startedMs = performance.now();
  const faults = await step.run();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
  for (const fault of faults) console.log(`       ${fault}`);
  if (faults.length > 0) failed++;
}
console.log(`\ncheck: ${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
