import { connect } from 'node:http2';
import { request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { api } from '@sagacity/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askUntil, echo, openSocket } from './edge-client.fixture.ts';
import { type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';

const neverCached = 'no-store, no-cache, must-revalidate, proxy-revalidate, max-age=0';

describe.skipIf(!hasDocker())('nginx as it runs in production', () => {
  let edge: EdgeStack;
  beforeAll(async () => {
    edge = await startEdgeStack();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
  afterAll(() => edge?.stop());

  it('answers the API uncached, with its own headers once and a request id', async () => {
    const { status, headers, body } = await ask(edge, '/api/echo?secret=1', {
      headers: { 'x-request-id': 'client-named-1', 'x-forwarded-for': '1.2.3.4' },
    });
    const seen = JSON.parse(body).headers;
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': neverCached,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'client-named-1',
    });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers.server).toBe('nginx');
    expect(seen).toMatchObject({ host: 'localhost', 'x-forwarded-proto': 'https' });
    expect(seen['x-request-id']).toBe('client-named-1');
    expect(seen['x-forwarded-for']).toBe(seen['x-real-ip']);
    expect(seen['x-forwarded-for']).not.toContain('1.2.3.4');
  });

  it.each(Object.values(api).map(({ method, path }) => [method, path.replaceAll(/:\w+/g, 'x')]))(
    'passes %s %s on as it is',
    async (method, path) => {
      const { status, body } = await ask(edge, path, { method });
      expect([status, JSON.parse(body).url]).toEqual([200, path]);
    },
  );

  it('gives a request an id of its own when the client has none that is plain', async () => {
    const { headers } = await ask(edge, '/api/echo', { headers: { 'x-request-id': 'a b" c' } });
    expect(headers['x-request-id']).toMatch(/^req_[0-9a-f]{32}$/);
  });

  it('does not have browsers insist on HTTPS with a self-signed certificate', async () => {
    const { headers } = await ask(edge, '/', { headers: { host: '192.0.2.7' } });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('logs a request as JSON, without its query', async () => {
    await ask(edge, '/api/echo?token=hush', { headers: { 'x-request-id': 'logged-here' } });
    const find = async () => (await edge.accesses()).find(({ requestId }) => requestId === 'logged-here');
    const wanted = { method: 'GET', path: '/api/echo', status: 200, upstreamStatus: '200' };
    await expect.poll(find, { timeout: 5_000 }).toMatchObject(wanted);
    expect(JSON.stringify(await find())).not.toContain('hush');
  });

  it('sends plain HTTP to HTTPS, keeping method and path', async () => {
    const { status, headers } = await ask(edge, '/runs?x=1', { plain: true });
    expect([status, headers.location]).toEqual([308, 'https://localhost/runs?x=1']);
    const wrongPort = await ask({ ...edge, httpPort: edge.httpsPort }, '/runs', { plain: true });
    expect([wrongPort.status, wrongPort.headers.location]).toEqual([308, 'https://localhost/runs']);
  });

  it('has no answer for a name that is not its own, and one for every address', async () => {
    const statusOf = async (host: string, plain: boolean) =>
      (await ask(edge, '/runs', { plain, headers: { host } })).status;
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example'])
      expect([await statusOf(host, true), await statusOf(host, false)], host).toEqual([0, 421]);
    for (const host of ['localhost:8443', 'LOCALHOST', '192.0.2.7', '[2001:db8::1]:8443'])
      expect([await statusOf(host, true), await statusOf(host, false)], host).toEqual([308, 200]);
  });

  it.each(['/metrics', '/metrics/', '/nginx_status', '/.env', '/.git/config'])(
    'has nothing at %s',
    async (path) => {
      const { status, body } = await ask(edge, path);
      expect([status, JSON.parse(body).error.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('has one range of a file read, and the whole for many', async () => {
    const statusOf = async (range: string) => (await ask(edge, '/ca.crt', { headers: { range } })).status;
    expect(await statusOf('bytes=0-9')).toBe(206);
    expect(await statusOf('bytes=0-0,1-1,2-2')).toBe(200);
  });

  it('awaits the body of whoever the backend knows, and passes on that of others', async () => {
    const statusOf = (authorization: string) => {
      const sending = request({
        ...{ host: '127.0.0.1', port: edge.httpsPort, path: '/api/unready', method: 'POST', agent: false },
        ...{ ca: edge.ca(), servername: 'localhost' },
        headers: { authorization, host: 'localhost', 'content-length': 9 },
      });
      sending.flushHeaders();
      return new Promise((resolve) => {
        sending.once('response', ({ statusCode }) => resolve(statusCode)).once('error', resolve);
      });
    };
    expect([await statusOf('Bearer unknown.b.c'), await statusOf('')]).toEqual([503, 503]);
    const isLookedUp = askUntil(edge, '/api/known', ({ body }) => JSON.parse(body).known > 0);
    const awaited = isLookedUp.then(() => ask(edge, '/api/echo')).then(() => 'awaited');
    expect(await Promise.race([statusOf('Bearer known.b.c'), awaited])).toBe('awaited');
  });

  it('offers the CA over both, and its own health', async () => {
    for (const plain of [true, false]) {
      const { status, headers, body } = await ask(edge, '/ca.crt', { plain });
      expect([status, headers['content-type'], body]).toEqual([200, 'application/x-x509-ca-cert', edge.ca()]);
      expect((await ask(edge, '/nginx-health', { plain })).body).toBe('ok\n');
    }
  });

  it('leaves the cache header of pages to the frontend', async () => {
    const { headers, body } = await ask(edge, '/');
    expect([headers['cache-control'], body]).toEqual(['no-cache', '<title>app</title>']);
  });

  it('compresses large replies', async () => {
    const client = connect(`https://localhost:${edge.httpsPort}`, { ca: edge.ca() });
    const stream = client.request({ ':path': '/api/large', 'accept-encoding': 'gzip' });
    const encoding = await new Promise((resolve) =>
      stream.once('response', (headers) => resolve([headers['content-encoding'], headers.vary])),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    client.close();
    expect(encoding).toEqual(['gzip', 'Accept-Encoding']);
    expect(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()).text).toHaveLength(26_000);
  });

  it('refuses a body larger than its route takes, in the shape of the API', async () => {
    const tooLarge = await ask(edge, '/api/runs', { method: 'POST', body: Buffer.alloc(1_100_000) });
    expect(tooLarge.status).toBe(413);
    expect(JSON.parse(tooLarge.body).error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', details: {} });
    const load = { method: 'POST', body: Buffer.alloc(5_000_000) };
    expect((await ask(edge, '/api/instruments/import', load)).status).toBe(200);
  });

  it('answers 429 to too many sign-ins of an address, and nothing else suffers', async () => {
    const signIn = () => ask(edge, '/api/session', { method: 'POST', body: '{}' });
    const answers = await Promise.all(Array.from({ length: 20 }, signIn));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(refused[0]?.headers['retry-after']).toBe('5');
    expect(JSON.parse(refused[0]?.body ?? '').error.code).toBe('RATE_LIMITED');
    expect((await ask(edge, '/api/session', { method: 'DELETE' })).status).toBe(200);
    expect((await ask(edge, '/api/echo')).status).toBe(200);
  });

  it('counts a 503 of a replica as an answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(edge, '/api/unready')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['503 {"error":{"code":"STORE_UNAVAILABLE"}}']),
    );
    expect((await ask(edge, '/api/echo')).status).toBe(200);
  });

  it('carries a WebSocket over a renewed certificate and a bad configuration', async () => {
    const socket = await openSocket(edge);
    expect(await echo(socket, 'one')).toContain(':one');
    await edge.renewCertificate();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
    edge.put('site/nginx.conf', 'http { nonsense; }');
    await expect.poll(() => edge.log(), { timeout: 60_000 }).toContain('not reloaded');
    expect((await ask(edge, '/api/echo')).status).toBe(200);
    expect(await echo(socket, 'two')).toContain(':two');
    socket.terminate();
  });
});
