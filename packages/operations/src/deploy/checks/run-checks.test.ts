import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runChecks } from './run-checks.ts';

it('looks at a host before init, and not at what init makes', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'docker-compose.yml'), '');
  const found = (await runChecks(dir)).map(({ check }) => check);
  expect(found[0]).toBe('set-up');
  expect(found).toEqual(expect.arrayContaining(['docker', 'ports', 'name', 'kernel']));
  expect(found).not.toEqual(expect.arrayContaining(['secrets']));
  expect(found).not.toEqual(expect.arrayContaining(['certificate']));
  expect(found).not.toEqual(expect.arrayContaining(['compose file']));
});
