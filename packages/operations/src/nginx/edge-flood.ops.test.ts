import { once } from 'node:events';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askUntil } from './edge-client.fixture.ts';
import { docker, type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';

const signedIn = { host: 'localhost', authorization: 'Bearer known.b.c' };
const megabyte = Buffer.alloc(1_000_000);

describe.skipIf(!hasDocker())('a flood of large bodies that never end', () => {
  let edge: EdgeStack;
  beforeAll(async () => {
    edge = await startEdgeStack();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
  afterAll(() => edge?.stop());

  /** Sends all of a body but its last byte; gives what ends it. */
  async function open(path: string, megabytes: number): Promise<() => void> {
    const sending = request({
      ...{ host: '127.0.0.1', port: edge.httpsPort, path, method: 'POST', agent: false, ca: edge.ca() },
      ...{ servername: 'localhost', headers: { ...signedIn, 'content-length': megabytes * megabyte.length } },
    });
    const parts = Array.from({ length: megabytes }, (_, part) =>
      part === 0 ? megabyte.subarray(1) : megabyte,
    );
    const body = Readable.from(parts);
    const isOver = Promise.race(['response', 'close'].map((event) => once(sending, event))).catch(
      () => undefined,
    );
    sending.on('error', () => undefined); // whom nginx refuses it may cut off
    body.pipe(sending, { end: false });
    await Promise.race([once(body, 'end'), isOver]);
    return () => sending.destroy();
  }

  it('leaves nginx alive and everybody else served', async () => {
    const paths = [
      ...Array.from({ length: 30 }, () => ['/api/instruments/import', 20] as const),
      ...Array.from({ length: 80 }, () => ['/api/runs', 1] as const),
    ];
    const ends = await Promise.all(paths.map(([path, megabytes]) => open(path, megabytes)));
    try {
      for (let time = 0; time < 20; time++) {
        expect((await ask(edge, '/api/echo')).status).toBe(200);
        const post = { method: 'POST', body: '{}', headers: signedIn };
        expect((await ask(edge, '/api/echo', post)).status).toBe(200);
      }
      const format = '{{.State.Running}} {{.State.OOMKilled}}';
      expect(await docker('inspect', '-f', format, `${edge.name}-nginx`)).toBe('true false');
    } finally {
      for (const end of ends) end();
    }
    expect(await edge.log()).not.toContain('exited on signal');
  });

  it.each([
    ['POST', '/api/ws', 404, {}],
    ['POST', '/api/ws', 404, { upgrade: 'websocket', connection: 'upgrade' }],
    ['GET', '/api/ws', 404, {}],
    ['GET', '/api/ws', 413, { upgrade: 'websocket', connection: 'upgrade' }],
    ['GET', '/', 413, {}],
    ['GET', '/health', 413, {}],
    ['GET', '/nginx-health', 200, {}],
    ['GET', '/metrics', 404, {}],
  ])('awaits no body where none belongs: %s %s is %s (%j)', async (method, path, expected, more) => {
    const status = await new Promise((resolve, reject) => {
      const sending = request({
        ...{ host: '127.0.0.1', port: edge.httpsPort, path, method, agent: false, ca: edge.ca() },
        servername: 'localhost',
        headers: { host: 'localhost', 'transfer-encoding': 'chunked', ...more },
      });
      sending.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
      sending.flushHeaders(); // and nothing more
    });
    expect(status).toBe(expected);
  });

  it('refuses more requests in flight than an address may have', async () => {
    const ends = await Promise.all(Array.from({ length: 300 }, () => open('/api/instruments/import', 1)));
    try {
      expect((await ask(edge, '/api/echo')).status).toBe(429);
    } finally {
      for (const end of ends) end();
    }
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
});
