import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { missingComposeFiles } from './missing-compose-files.ts';

it('looks for a relative path in the directory and for an absolute one where it says', () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const own = join(dir, 'own.yml');
  writeFileSync(own, '');
  const COMPOSE_FILE = ['own.yml', own, 'gone.yml', '/gone.yml'].join(':');
  expect(missingComposeFiles(dir, { COMPOSE_FILE })).toEqual(['gone.yml', '/gone.yml']);
});
