import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../test-server.fixture.ts';

let root: string;
let server: TestServer;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<title>app</title>');
  writeFileSync(join(root, 'assets', 'app-1a2b.js'), 'run()');
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  server = await openTestServer({ overrides: { siteRoot: root } });
});
afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});
const get = (url: string) => server.app.inject(url);

describe('the web app', () => {
  it.each([
    '/',
    '/index.html',
    '/runs/run_1',
    '/sign-in?next=/runs',
    '/settings',
    '/settings/models',
    '/instruments/CN:600519',
  ])('is answered at %s, never cached, with no inline script allowed', async (url) => {
    const reply = await get(url);
    expect([reply.statusCode, reply.body]).toEqual([200, '<title>app</title>']);
    expect(reply.headers['cache-control']).toBe('no-cache');
    expect(reply.headers['content-security-policy']).toContain("default-src 'self'");
    expect(reply.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('has assets that are kept for ever, and other files for an hour', async () => {
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('sends one range of a file, and refuses more than five', async () => {
    const asked = (count: number) =>
      server.app.inject({
        url: '/assets/app-1a2b.js',
        headers: { range: `bytes=${Array.from({ length: count }, () => '0-3').join(',')}` },
      });
    expect((await asked(1)).statusCode).toBe(206);
    expect((await asked(5)).statusCode).toBeLessThan(300);
    for (const count of [6, 800]) {
      const refused = await asked(count);
      expect([refused.statusCode, refused.json().error.code]).toEqual([416, 'TOO_MANY_RANGES']);
    }
  });

  it('answers 404 for an asset of an older build, and JSON for the API', async () => {
    expect((await get('/assets/app-old.js')).statusCode).toBe(404);
    expect((await get('/api/nothing')).json().error.code).toBe('NOT_FOUND');
  });

  it('answers 404 for a path that is no page, to a browser with the page that says so', async () => {
    for (const url of ['/metrics', '/nowhere', '/runs/1/2/3', '/api', '/apix']) {
      const reply = await get(url);
      expect([url, reply.statusCode, reply.json().error.code]).toEqual([url, 404, 'NOT_FOUND']);
      const headers = { accept: 'text/html,*/*' };
      expect((await server.app.inject({ url, headers })).statusCode).toBe(404);
    }
    const page = await server.app.inject({ url: '/nowhere', headers: { accept: 'text/html,*/*' } });
    expect([page.body, page.headers['cache-control']]).toEqual(['<title>app</title>', 'no-cache']);
  });

  it('serves nothing outside its directory', async () => {
    for (const url of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])
      expect((await get(url)).body).not.toContain('"name"');
  });
});
