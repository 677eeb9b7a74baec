import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '@sagacity/operations/deploy/take-lock';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../print-failure.ts';
import { deployCommands } from './index.ts';

let dir: string;
let bin: string;
let printed: string;
/** A docker that answers with this script, in place of the one of the machine. */
const fakeDocker = (script: string) =>
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'deploy-bin-'));
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  fakeDocker('exit 1');
  dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const path of [dir, bin]) rmSync(path, { recursive: true });
});

const run = async (...words: string[]): Promise<number> => {
  const program = new Command('sagacity').exitOverride();
  for (const register of deployCommands) register(program);
  try {
    await program.parseAsync(['deploy', ...words, '--dir', dir], { from: 'user' });
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
};

it('says what it would write without writing it', async () => {
  expect(await run('init', '--dry-run', '--host', 'stocks.lan')).toBe(0);
  expect(printed).toContain('write secrets/store_uri (0444');
  expect(readdirSync(dir)).toEqual([]);
});

it('prints one JSON document, in which no secret is', async () => {
  writeFileSync(join(dir, 'docker-compose.yml'), '');
  expect(await run('init', '--json', '--https-port', '8443')).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ url: 'https://localhost:8443', notes: [] });
  expect(printed).not.toContain(readFileSync(join(dir, 'secrets/admin_password'), 'utf8'));
});

it('says where the password of admin is, not what it is, and the second time that nothing changed', async () => {
  await run('init', '--yes');
  expect(printed).toContain(`${dir}/secrets/admin_password`);
  expect(printed).not.toContain(readFileSync(join(dir, 'secrets/admin_password'), 'utf8'));
  await run('init', '--yes', '--no-ha');
  expect(printed).toContain('unchanged');
});

it.each([
  [['init', '--host', 'a b'], 2],
  [['init', '--tls', 'none'], 2],
  [['init', '--http-port', 'eighty'], 2],
  [['scale', 'nginx=3'], 2],
  [['up'], 11],
  [['status'], 11],
  [['down'], 11],
  [['config', 'render'], 11],
])('ends %j with the code of its error', async (words, code) => {
  expect(await run(...words)).toBe(code);
  expect(readdirSync(dir)).toEqual([]);
});

it.each(['init', 'up', 'scale backend=3', 'restart', 'down', 'config render'])(
  'does not %s while another command changes the directory, but says what it would do',
  async (words) => {
    await using _lock = await takeLock(dir, 'up');
    expect(await run(...words.split(' '))).toBe(6);
    expect(await run(...words.split(' '), '--dry-run')).not.toBe(6);
    expect(readdirSync(dir)).toEqual([]);
  },
);

it('makes no new secrets beside the data of an installation of the same name', async () => {
  fakeDocker('case "$*" in "volume ls"*=tradingagents) echo tradingagents_mongodb_data ;; esac');
  expect(await run('init', '--yes')).toBe(6);
  expect(readdirSync(dir)).toEqual([]);
  expect(await run('init', '--yes', '--project', 'second')).toBe(0);
});

it.each(['down', 'down --volumes --confirm tradingagents', 'config render'])(
  'does not %s what runs from another directory',
  async (words) => {
    await run('init', '--yes');
    const labels = {
      'com.docker.compose.service': 'nginx',
      'com.docker.compose.project.working_dir': bin,
    };
    const nginx = {
      Id: 'id',
      Name: '/nginx',
      State: { Status: 'running' },
      Config: { Image: '', Labels: labels },
    };
    writeFileSync(join(bin, 'nginx.json'), JSON.stringify([nginx]));
    fakeDocker(
      `cd ${bin}; case "$1" in ps) echo id ;; inspect) cat nginx.json ;; volume) ;; *) touch changed ;; esac`,
    );
    expect(await run(...words.split(' '))).toBe(6);
    expect(readdirSync(bin)).not.toContain('changed');
  },
);
