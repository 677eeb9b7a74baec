import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { docker, hasDocker } from './edge-stack.fixture.ts';

const repository = new URL('../../../..', import.meta.url).pathname;
const page = '<title>app</title>';

describe.skipIf(!hasDocker())('nginx inside the frontend image', () => {
  const dir = mkdtempSync(join(tmpdir(), 'frontend-'));
  const name = dir.slice(dir.lastIndexOf('/') + 1).toLowerCase();
  let origin = '';
  const get = async (path: string) => {
    const reply = await fetch(origin + path, { headers: { 'accept-encoding': 'gzip' } });
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() };
  };

  beforeAll(async () => {
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), page);
    writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
    writeFileSync(join(dir, 'assets/app-1a2b.js'), 'run()');
    writeFileSync(join(dir, 'assets/app-1a2b.js.gz'), gzipSync('run()'));
    await docker(
      ...[
        'run',
        '-d',
        '--name',
        name,
        '--user',
        '101:101',
        '--read-only',
        '--tmpfs',
        '/tmp',
        '--cap-drop',
        'ALL',
      ],
      ...['-p', '127.0.0.1::3000', '-v', `${dir}:/usr/share/nginx/html:ro`],
      ...['-v', `${repository}docker:/etc/nginx/site:ro`, process.env.NGINX_IMAGE ?? 'nginx:1.28-alpine'],
      ...['nginx', '-c', '/etc/nginx/site/nginx.conf', '-g', 'daemon off;'],
    );
    origin = `http://${(await docker('port', name, '3000')).split('\n')[0]}`;
    await vi.waitFor(() => get('/healthz'), { timeout: 60_000 });
  });
  afterAll(async () => {
    await docker('rm', '-f', '-v', name).catch(() => undefined);
    rmSync(dir, { recursive: true });
  });

  it.each(['/', '/index.html', '/runs/run_1', '/instruments/US:BRK.B'])(
    'answers the app at %s, asked for again each time',
    async (path) => {
      const { status, headers, body } = await get(path);
      expect([status, headers['cache-control'], body]).toEqual([200, 'no-cache', page]);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  it('has assets that are kept for ever, compressed before, and other files for an hour', async () => {
    const { headers, body } = await get('/assets/app-1a2b.js');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    expect(body).toBe('run()');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('answers 404, to be asked again, for files of another build', async () => {
    for (const path of ['/assets/app-old.js', '/missing.png']) {
      const { status, headers } = await get(path);
      expect([status, headers['cache-control']]).toEqual([404, undefined]);
    }
  });
});
