import { AppError } from '@sagacity/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer, type TestServerOptions } from '../test-server.fixture.ts';

let server: TestServer;
afterEach(() => server.close());

const start = async (options: TestServerOptions = {}) => {
  server = await openTestServer(options);
  return server.app;
};
const hit = { id: 'US:X' } as never; // stands for what a feature answers wrongly

describe('every door', () => {
  it('answers errors in one shape, with the request id in body and header', async () => {
    const app = await start();
    const reply = await app.inject({ url: '/api/me', headers: { 'x-request-id': 'from-proxy-1' } });
    expect(reply.headers['x-request-id']).toBe('from-proxy-1');
    expect(reply.json()).toEqual({
      error: {
        code: 'UNAUTHENTICATED',
        message: expect.any(String),
        details: {},
        requestId: 'from-proxy-1',
      },
    });
  });

  it('makes its own request id when the given one is not a plain name', async () => {
    const app = await start();
    for (const given of ['short', 'with space in it', '<script>alert(1)</script>', 'x'.repeat(100)]) {
      const reply = await app.inject({ url: '/api/health/live', headers: { 'x-request-id': given } });
      expect(reply.headers['x-request-id']).toMatch(/^req_/);
    }
  });

  it('names the fields that do not fit', async () => {
    const app = await start();
    const reply = await app.inject({ method: 'POST', url: '/api/session', body: { name: 'x' } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { part: 'body', issues: [{ path: 'password' }] },
    });
  });

  it('refuses what is no JSON, and what is too large', async () => {
    const app = await start({ environment: { SAGACITY_LIMITS_BODY_MB: '1' } });
    const post = (payload: string, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/api/session', payload, headers: { 'content-type': type } });
    expect((await post('{')).json().error.code).toBe('VALIDATION_FAILED');
    expect((await post('<a/>', 'text/xml')).json().error.code).toBe('VALIDATION_FAILED');
    const large = await post(JSON.stringify({ name: 'x'.repeat(1_100_000), password: 'x' }));
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('says nothing of the inside when it fails', async () => {
    const fault = () => {
      throw new Error('SELECT secret FROM table');
    };
    await start({ features: { getInstrument: fault, searchInstruments: () => hit } });
    const user = await server.signInAdmin();
    for (const url of ['/api/instruments/x', '/api/instruments?q=x']) {
      const reply = await user.request('GET', url);
      expect([reply.statusCode, reply.json().error.code]).toEqual([500, 'INTERNAL']);
      expect(reply.body).not.toContain('SELECT');
    }
  });

  it('answers the status of the error table, and Retry-After', async () => {
    const busy = () => {
      throw new AppError('RATE_LIMITED', 'later', { retryAfterMs: 1_500 });
    };
    await start({ features: { getInstrument: busy } });
    const reply = await (await server.signInAdmin()).request('GET', '/api/instruments/x');
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '2']);
  });

  it('answers JSON for an address there is not', async () => {
    const app = await start();
    for (const url of ['/api/nothing', '/nothing.png']) {
      const reply = await app.inject(url);
      expect([reply.statusCode, reply.json().error.code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('sends a file with its name and type', async () => {
    const exportReport = () => ({ fileName: '报告.md', contentType: 'text/markdown', content: '# 报告' });
    await start({ features: { exportReport } });
    const reply = await (await server.signInAdmin()).request('GET', '/api/runs/x/export');
    expect(reply.headers).toMatchObject({
      'content-type': expect.stringContaining('text/markdown'),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('报告.md')}`,
    });
    expect(reply.body).toBe('# 报告');
  });

  it('lets pages of allowed origins in, and no others', async () => {
    const app = await start({ environment: { SAGACITY_ALLOWED_ORIGINS: 'https://a.example' } });
    const from = async (origin: string) =>
      (await app.inject({ url: '/api/health/live', headers: { origin } })).headers[
        'access-control-allow-origin'
      ];
    expect(await from('https://a.example')).toBe('https://a.example');
    expect(await from('https://b.example')).toBeUndefined();
  });
});

describe('a server that stops', () => {
  it('finishes what it is answering', async () => {
    let finish = () => {};
    const started = Promise.withResolvers<void>();
    const getInstrument = () =>
      new Promise<never>((_resolve, reject) => {
        finish = () => reject(new AppError('NOT_FOUND', 'none'));
        started.resolve();
      });
    const app = await start({ features: { getInstrument } });
    const { accessToken } = await server.signInAdmin();
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { authorization: `Bearer ${accessToken}` };
    const reply = fetch(`${address}/api/instruments/x`, { headers });
    await started.promise;
    const closed = app.close();
    finish();
    expect((await reply).status).toBe(404);
    await closed;
  });
});

describe('live, ready and health', () => {
  it('answer 200 when the components do', async () => {
    const app = await start({ checks: [{ name: 'store', needed: true, check: async () => null }] });
    expect((await app.inject('/api/health/live')).json()).toEqual({ status: 'ok' });
    for (const url of ['/api/health/ready', '/api/health', '/health']) {
      const reply = await app.inject(url);
      expect([reply.statusCode, reply.json().status, reply.headers['cache-control']]).toEqual([
        200,
        'ok',
        'no-store',
      ]);
    }
  });

  it('answer 503 once the store is gone, while live goes on', async () => {
    const check = async () => {
      await server.ctx.store.ping(100);
      return null;
    };
    const app = await start({ checks: [{ name: 'store', needed: true, check }] });
    expect((await app.inject('/health')).statusCode).toBe(200);
    await server.breakStore();
    server.pass(1_000);
    for (const url of ['/api/health/ready', '/api/health', '/health']) {
      const reply = await app.inject(url);
      expect(reply.statusCode).toBe(503);
      expect(reply.json()).toMatchObject({ status: 'down', components: [{ name: 'store', status: 'down' }] });
    }
    expect((await app.inject('/api/health/live')).statusCode).toBe(200);
  });
});

describe('the API document', () => {
  it('describes every route of the table with its policy', async () => {
    const app = await start();
    const document = (await app.inject('/api/docs/json')).json();
    expect(document.paths['/api/accounts'].get).toMatchObject({
      summary: 'All accounts',
      description: 'Policy: admin.',
      security: [{ bearer: [] }],
    });
    expect(document.paths['/api/session'].post.security).toBeUndefined();
  });

  it('is readable without any other host', async () => {
    const app = await start();
    const page = await app.inject('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
  });
});
