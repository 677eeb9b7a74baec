import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('./ask-readiness.js', import.meta.url));

async function portOf(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}
const ask = (port: number) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [program, String(port)], (error, _out, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said }),
    );
  });

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
