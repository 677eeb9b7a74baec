import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Container } from '../../docker/parse-containers.ts';
import { parseSettings } from '../settings/read-settings.ts';
import type { Check, CheckContext } from './check.ts';
import { databaseImageCheck } from './database-image-check.ts';
import { diskCheck } from './disk-check.ts';
import { untaggedImagesCheck } from './untagged-images-check.ts';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'docker-'));
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(bin, { recursive: true });
});

/** In place of the engine's own command: what it says to each of these words. */
function answer(cases: Readonly<Record<string, string>>): void {
  const lines = Object.entries(cases).map(([words, said]) => `*"${words}"*) printf '%s' '${said}';;`);
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\ncase "$*" in\n${lines.join('\n')}\nesac\n`, { mode: 0o755 });
}

const mongodb = { service: 'mongodb', image: 'mongo:7', imageId: 'sha256:old' } as Container; // of which only these are looked at
const find = async (check: Check, settings = '', containers: readonly Container[] = []) => {
  const engine = { rootDir: bin, isLocal: true } as CheckContext['engine']; // of which only these are looked at
  const context = { dir: bin, isSetUp: true, settings: parseSettings(settings), engine, engineFault: '' };
  return (await check.run({ ...context, containers })).map(({ level, message }) => `${level}: ${message}`);
};

it('finds that the image of the database is of another major version than what runs', async () => {
  const seven = '["MONGO_VERSION=7.0.5"]';
  answer({ 'sha256:old': seven, 'mongo:7': seven, 'mongo:8': '["MONGO_VERSION=8.0.1"]' });
  expect(await find(databaseImageCheck, '', [mongodb])).toEqual([
    'fault: MongoDB 7 runs, the image is 8: sagacity deploy up would replace it',
  ]);
  expect(await find(databaseImageCheck, 'MONGO_IMAGE=mongo:7', [mongodb])).toEqual(['ok: MongoDB 7']);
  expect(await find(databaseImageCheck)).toEqual([]);
});

it('counts the images that builds left without a name', async () => {
  answer({ 'title=Sagacity backend': 'a\nb\n', 'title=Sagacity frontend': '' });
  expect(await find(untaggedImagesCheck)).toEqual(['warning: 2 left by builds, of earlier versions']);
  answer({ 'image ls': '' });
  expect(await find(untaggedImagesCheck)).toEqual(['ok: none left by builds']);
});

it('looks at the disks of the volumes, wherever they are, and not only at that of the engine', async () => {
  answer({ 'volume ls': 'shop_mongodb\t/proc' });
  const found = await find(diskCheck);
  expect(found).toHaveLength(2);
  expect(found[0]).toContain(` free in ${bin}`);
  expect(found[1]).toMatch(/free in the volume shop_mongodb/);
});
