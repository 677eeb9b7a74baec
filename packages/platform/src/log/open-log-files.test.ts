import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLog } from './open-log.ts';
import { openLogFile } from './open-log-file.ts';
import { openLogFiles } from './open-log-files.ts';
import { removeOldLogs } from './remove-old-logs.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'logs-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  vi.useRealTimers();
});
const read = (name: string) => readFileSync(join(directory, name), 'utf8').trim().split('\n');

it('keeps every line, and the errors once more, as JSON beside the text for people', async () => {
  const shown: string[] = [];
  const files = await openLogFiles({ directory, role: 'all' });
  const output = { write: (line: string) => void shown.push(line) };
  const log = openLog({ level: 'INFO', format: 'text', output, files });
  log.debug({}, 'not written');
  log.info({ a: 1 }, 'first');
  log.child({ b: 2 }).error({}, 'second');
  log.critical({}, 'third');
  await files.close();
  expect(read('tradingagents.log').map((line) => JSON.parse(line).message)).toEqual([
    'first',
    'second',
    'third',
  ]);
  expect(read('tradingagents_error.log').map((line) => JSON.parse(line))).toMatchObject([
    { level: 'ERROR', message: 'second', b: 2 },
    { level: 'CRITICAL', message: 'third' },
  ]);
  expect(shown).toHaveLength(3);
});

it('names files by role and host when processes share the directory', async () => {
  const files = await openLogFiles({ directory, role: 'worker', hostName: 'a1/b2' });
  files.write('{}\n', true);
  await files.close();
  expect(readdirSync(directory).sort()).toEqual([
    'tradingagents-worker-a1_b2.log',
    'tradingagents_error-worker-a1_b2.log',
  ]);
});

it('says what is wrong with the directory, and writes when it is mended', async () => {
  const blocked = join(directory, 'logs');
  writeFileSync(blocked, 'a file where the directory should be');
  const files = await openLogFiles({ directory: blocked, role: 'all' });
  files.write('{"n":1}\n', false);
  await vi.waitFor(() => expect(files.trouble()).toContain('ENOTDIR'));
  rmSync(blocked);
  mkdirSync(blocked);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_000 });
  await vi.waitFor(() => expect(files.trouble()).toBeNull());
  files.write('{"n":2}\n', false);
  await files.close();
  expect(readFileSync(join(blocked, 'tradingagents.log'), 'utf8')).toContain('{"n":2}\n');
});

it('removes the files of processes gone for a month, and only those', async () => {
  const nowMs = Date.now();
  const make = (name: string, ageDays: number) => {
    writeFileSync(join(directory, name), '');
    utimesSync(join(directory, name), nowMs / 1_000, nowMs / 1_000 - ageDays * 86_400);
  };
  make('tradingagents-api-gone.log', 31);
  make('tradingagents-api-gone.log.1', 40);
  make('tradingagents_error-api-gone.log', 50);
  make('tradingagents-api-quiet.log', 1);
  make('tradingagents_error-api-quiet.log', 90);
  make('tradingagents-worker-own.log', 90);
  make('tradingagents.log', 90);
  make('other.log', 90);
  await removeOldLogs(directory, ['tradingagents-worker-own.log'], nowMs);
  expect(readdirSync(directory).sort()).toEqual([
    'other.log',
    'tradingagents-api-quiet.log',
    'tradingagents-worker-own.log',
    'tradingagents.log',
    'tradingagents_error-api-quiet.log',
  ]);
  await removeOldLogs(join(directory, 'nowhere'), []);
});

it('keeps its files to their owner, in a directory of its own, also those of an older version', async () => {
  const own = join(directory, 'logs');
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const write = async () => {
    const files = await openLogFiles({ directory: own, role: 'all' });
    files.write('a line\n', true);
    await files.close();
  };
  await write();
  const paths = ['tradingagents.log', 'tradingagents_error.log'].map((name) => join(own, name));
  expect([own, ...paths].map(modeOf)).toEqual(['700', '600', '600']);
  for (const path of paths) chmodSync(path, 0o644);
  await write();
  expect(paths.map(modeOf)).toEqual(['600', '600']);
});

it('has a trouble, and does not fail, when a file cannot be opened at all', () => {
  const file = openLogFile({
    open: () => {
      throw new Error('no');
    },
  });
  file.write('a line');
  expect(file.trouble()).toBe('no; 1 line lost');
});

it('bounds the files that replaced containers leave: the latest stay, and those of the living, however many', async () => {
  const nowMs = Date.now();
  const make = (name: string, ageMinutes: number) => {
    writeFileSync(join(directory, name), '');
    utimesSync(join(directory, name), nowMs / 1_000, nowMs / 1_000 - ageMinutes * 60);
  };
  for (let n = 0; n < 118; n++) {
    make(`tradingagents-api-gone${n}.log`, 61 + n);
    make(`tradingagents_error-api-gone${n}.log`, 61 + n);
  }
  for (let n = 0; n < 64; n++) make(`tradingagents-worker-alive${n}.log`, 59);
  await removeOldLogs(directory, [], nowMs);
  const left = readdirSync(directory);
  expect(left.filter((name) => name.includes('alive'))).toHaveLength(64);
  expect(left.filter((name) => name.includes('gone'))).toHaveLength(40);
  expect(left).toContain('tradingagents-api-gone19.log');
  expect(left).not.toContain('tradingagents-api-gone20.log');
});

it('marks the file of a process that has nothing to say as alive', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const files = await openLogFiles({ directory, role: 'worker', hostName: 'a' });
  files.write('{}\n', false);
  const path = join(directory, 'tradingagents-worker-a.log');
  await vi.waitFor(() => expect(statSync(path).size).toBeGreaterThan(0));
  utimesSync(path, 1, 1);
  vi.advanceTimersByTime(15 * 60_000);
  await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(1_000));
  await files.close();
});
