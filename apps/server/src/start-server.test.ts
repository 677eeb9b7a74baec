import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '@sagacity/features/config';
import { copyMarks } from '@sagacity/features/copies/index';
import { openServices } from '@sagacity/features/open-services';
import { systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const main = fileURLToPath(new URL('./start-server.ts', import.meta.url));
const script = `import(${JSON.stringify(main)}).then((m) => m.startServer()).catch((e) => { console.error(e.message); process.exit(1); })`;

const directory = mkdtempSync(join(tmpdir(), 'start-'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(directory, { recursive: true }));

function start(environment: Record<string, string> = {}) {
  const env = { PATH: '', SAGACITY_PORT: '0', SAGACITY_DATA_DIR: join(directory, 'data'), ...environment };
  const child = spawn(process.execPath, ['-e', script], { cwd: directory, env });
  children.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    output.out += text;
  });
  child.stderr.on('data', (text) => {
    output.err += text;
  });
  const ready = () =>
    vi.waitFor(() => expect(output.out).toMatch(/^https?:\/\/\S+\n/m), { timeout: 20_000, interval: 20 });
  return { child, output, ready, exited: once(child, 'exit') as Promise<[number | null]> };
}

describe('startServer', { timeout: 40_000 }, () => {
  let first: { out: string; err: string };
  beforeAll(async () => {
    const server = start();
    await server.ready();
    first = server.output;
    server.child.kill('SIGTERM');
    expect((await server.exited)[0]).toBe(0);
  }, 40_000);

  it('prints address, user and one-time password, each on its line, and logs each step with its time', () => {
    const lines = first.out.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      'user: admin',
      expect.stringMatching(/^one-time password: \S+$/),
    ]);
    const steps = first.err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(steps.filter(({ message }) => message === 'start step done').map(({ step }) => step)).toEqual([
      'security',
      'store',
      'copy',
      'indexes',
      'keys',
      'seeds',
      'routes',
      'listen',
      'worker',
      'scheduler',
    ]);
    expect(first.err).not.toContain(lines[2]?.split(': ')[1]);
  });

  it('prints no account on the second start, and does not know the first password any more', async () => {
    const server = start();
    await server.ready();
    expect(server.output.out.trimEnd().split('\n')).toHaveLength(1);
    const health = await fetch(`${server.output.out.trim()}/api/health/ready`);
    expect(health.status).toBe(200);
  });

  it('does not print a password that was configured, for standard output may be kept as a log', async () => {
    const password = 'configured-Pass-27';
    const SAGACITY_DATA_DIR = join(directory, 'configured');
    const server = start({ SAGACITY_DATA_DIR, SAGACITY_ADMIN_PASSWORD: password });
    await server.ready();
    expect(server.output.out).toContain('one-time password: (as configured, admin.password)');
    expect(server.output.out + server.output.err).not.toContain(password);
  });

  it('names the port that is taken and exits with a failure', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    const server = start({ SAGACITY_PORT: String(port) });
    expect((await server.exited)[0]).toBe(1);
    expect(server.output.err).toContain(`Check host and port`);
    expect(server.output.out).toBe('');
    blocker.close();
  });

  it('refuses a data directory into which a copy is not finished, and says what to run', async () => {
    const environment = { SAGACITY_DATA_DIR: join(directory, 'copied') };
    const config = loadConfig({ directory, environment });
    const { store, close } = await openServices({ config, clock: systemClock, log: silentLog });
    const mark = { source: 'mongodb://a/prod', startedAt: new Date(), finishedAt: null };
    await store.collection(copyMarks).insertOne({ _id: 'incoming', ...mark });
    await close();
    const server = start(environment);
    expect((await server.exited)[0]).toBe(1);
    expect(server.output.err).toContain('run sagacity store copy again');
    expect(server.output.out).toBe('');
  });

  it('refuses another encryption key than this store was used with, and so does every command', async () => {
    const environment = { SAGACITY_DATA_DIR: join(directory, 'sealed') };
    const server = start(environment);
    await server.ready();
    server.child.kill('SIGTERM');
    await server.exited;
    const other = {
      ...environment,
      SAGACITY_SECURITY_ENCRYPTION_KEY: 'another-Key-of-more-than-32-Characters-5',
    };
    const again = start(other);
    expect((await again.exited)[0]).toBe(1);
    expect(again.output.err).toContain('security.encryptionKey is not the key');
    const config = loadConfig({ directory, environment: other });
    const opening = openServices({ config, clock: systemClock, log: silentLog });
    await expect(opening).rejects.toMatchObject({ code: 'SECRET_REJECTED' });
  });

  it('refuses to work apart from the API without a store and a Redis they share', async () => {
    const server = start({ SAGACITY_ROLE: 'worker' });
    expect((await server.exited)[0]).toBe(1);
    expect(server.output.err).toContain('start role all to run without them');
  });

  it('lists every fault of the configuration and exits with a failure', async () => {
    const server = start({ SAGACITY_PORT: 'x', SAGACITY_HOTS: '::' });
    expect((await server.exited)[0]).toBe(1);
    expect(server.output.err).toContain('2 faults');
    expect(server.output.err).toContain('did you mean SAGACITY_HOST?');
  });
});
