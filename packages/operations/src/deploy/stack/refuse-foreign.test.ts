import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { refuseForeign } from './refuse-foreign.ts';
import { container } from './stack.fixture.ts';

let root: string;
let dir: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deploy-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  dir = join(root, 'own');
  mkdirSync(dir);
});
const change = (workingDir: string, COMPOSE_FILE = 'docker-compose.yml') => {
  const containers = [container('backend', 1), container('nginx', 1, { workingDir })];
  return () => refuseForeign({ dir, settings: { COMPOSE_FILE, COMPOSE_PROJECT_NAME: 't' }, containers });
};

it('refuses to change what another directory runs, and names it', () => {
  const other = join(root, 'other');
  mkdirSync(other);
  expect(change(other)).toThrow(`t runs from ${other}`);
});

it('changes what was made here, by whatever name the directory goes', () => {
  const link = join(root, 'link');
  symlinkSync(dir, link);
  expect(change(dir)).not.toThrow();
  expect(change(link)).not.toThrow();
});

it('changes what a directory made that is no more, or that is not known', () => {
  expect(change(join(root, 'moved'))).not.toThrow();
  expect(change('')).not.toThrow();
});

it('knows that docker compose works in the directory of the first compose file', () => {
  const shared = join(root, 'shared');
  mkdirSync(shared);
  expect(change(shared, `${shared}/docker-compose.yml:own.yml`)).not.toThrow();
  expect(change(shared, `own.yml:${shared}/docker-compose.yml`)).toThrow(shared);
});
