import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('./ask-readiness.js', import.meta.url));

async function portOf(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}
const ask = (port: number, ...flags: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [program, String(port), ...flags], { env }, (error, _out, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said }),
    );
  });
/** What it remembers from one time to the next is in the directory for temporary files. */
const TMPDIR = mkdtempSync(join(tmpdir(), 'ask-readiness-'));
const env = { ...process.env, TMPDIR };
afterAll(() => rmSync(TMPDIR, { recursive: true }));

it('exits 0 when the server is ready', async () => {
  const asked: (string | undefined)[] = [];
  const port = await portOf(({ url }, reply) => {
    asked.push(url);
    reply.end('{}');
  });
  expect(await ask(port)).toEqual({ code: 0, said: '' });
  expect(asked).toEqual(['/api/health/ready']);
});

it('exits 1 and names what is not well', async () => {
  const components = [
    { name: 'store', status: 'ok', detail: null },
    { name: 'queue', status: 'down', detail: 'Redis does not answer' },
  ];
  const port = await portOf((_request, reply) => reply.writeHead(503).end(JSON.stringify({ components })));
  expect(await ask(port)).toEqual({
    code: 1,
    said: 'not ready: 503: queue down (Redis does not answer)\n',
  });
});

it('exits 1 when nobody listens, or nobody answers', { timeout: 20_000 }, async () => {
  expect((await ask(1)).said).toContain('ECONNREFUSED');
  const port = await portOf(() => {});
  expect(await ask(port)).toEqual({ code: 1, said: 'not ready: no answer within 8000 ms\n' });
});

it('asks with --once whether it is ready until it was, and then whether it lives', async () => {
  const asked: (string | undefined)[] = [];
  let isReady = false;
  const port = await portOf(({ url }, reply) => {
    asked.push(url);
    reply.writeHead(isReady || url?.endsWith('live') ? 200 : 503).end('{}');
  });
  expect((await ask(port, '--once')).code).toBe(1);
  isReady = true;
  expect((await ask(port, '--once')).code).toBe(0);
  isReady = false;
  expect((await ask(port, '--once')).code).toBe(0);
  expect(asked).toEqual(['/api/health/ready', '/api/health/ready', '/api/health/live']);
});

it('kills with --heal a server that shows no sign of life twice in a row', { timeout: 40_000 }, async () => {
  const silent = `const s = require('node:net').createServer(() => {}).listen(0, '127.0.0.1', () => console.log(s.address().port))`;
  const server = spawn(process.execPath, ['-e', silent]);
  onTestFinished(() => void server.kill('SIGKILL'));
  const [line] = await once(server.stdout, 'data');
  const port = Number(line);
  expect((await ask(port, '--heal')).said).toContain('killed when there is none the next time');
  expect(server.exitCode ?? server.signalCode).toBe(null);
  const [[, signal]] = await Promise.all([once(server, 'exit'), ask(port, '--heal')]);
  expect(signal).toBe('SIGKILL');
});

it('never kills with --heal a server that lives and is not ready', { timeout: 40_000 }, async () => {
  const port = await portOf(({ url }, reply) => {
    if (url?.endsWith('live')) reply.end('{}');
  });
  for (let time = 1; time <= 2; time++)
    expect(await ask(port, '--heal')).toEqual({ code: 1, said: 'not ready: no answer within 8000 ms\n' });
});
