import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Hundreds of times what it takes; an expression that blows up would take years. */
const enoughMs = 120_000;

it(
  'reads text that is made to stall it, a hundred kinds at the greatest length, to the end',
  () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'read-hostile.fixture.ts')],
      { timeout: enoughMs, encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toBe('read');
  },
  enoughMs + 10_000,
);
