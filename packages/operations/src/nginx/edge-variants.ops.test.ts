import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issueSelfSigned } from '../certificates/issue-self-signed.ts';
import { nameBackends } from '../deploy/route-requests.ts';
import { ask, askUntil } from './edge-client.fixture.ts';
import { docker, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';
import { defaultNginxSettings, type NginxSettings, renderNginx } from './render-nginx.ts';

const variants: ReadonlyArray<Partial<NginxSettings>> = [
  {},
  { tls: 'acme', hosts: ['stocks.example.org', 'www.example.org'] },
  { tls: 'own', hosts: ['192.168.1.5'], httpsPort: 8443, staple: true },
  { trustedProxies: ['10.0.0.0/8', 'fd00::/8'], signInsPerMinute: 1, bodyMb: 512 },
];

describe.skipIf(!hasDocker())('nginx with other settings', () => {
  it.each(variants)('accepts %o', async (settings) => {
    const dir = mkdtempSync(join(tmpdir(), 'variant-'));
    try {
      const { certificatePem, privateKeyPem } = await issueSelfSigned({
        hosts: ['x.lan'],
        days: 1,
        clock: Date,
      });
      writeFileSync(join(dir, 'fullchain.pem'), certificatePem);
      writeFileSync(join(dir, 'privkey.pem'), privateKeyPem);
      writeFileSync(join(dir, 'nginx.conf'), renderNginx({ ...defaultNginxSettings, ...settings }));
      const image = process.env.NGINX_IMAGE ?? 'nginx:1.28-alpine';
      await docker(
        ...['run', '--rm', '--read-only', '--tmpfs', '/tmp', '-v', `${dir}:/etc/nginx/tls:ro`, image],
        ...['nginx', '-t', '-q', '-c', '/etc/nginx/tls/nginx.conf'],
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('has browsers insist on HTTPS for a name of its own, not for an address', async () => {
    const edge = await startEdgeStack({ tls: 'own', hosts: ['stocks.example.org', '192.168.1.5'] });
    try {
      await askUntil(edge, '/api/echo', ({ status }) => status === 200);
      const insists = async (host: string) =>
        (await ask(edge, '/', { headers: { host } })).headers['strict-transport-security'];
      expect(await insists('stocks.example.org')).toBe('max-age=63072000');
      for (const host of ['localhost', '192.168.1.5', '[::1]']) expect(await insists(host)).toBeUndefined();
    } finally {
      await edge.stop();
    }
  });

  it('believes the address a trusted proxy in front saw, and nothing further left', async () => {
    const edge = await startEdgeStack({ trustedProxies: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] });
    try {
      await askUntil(edge, '/api/echo', ({ status }) => status === 200);
      const { body } = await ask(edge, '/api/echo', {
        headers: { 'x-forwarded-for': '1.1.1.1, 203.0.113.9' },
      });
      expect(JSON.parse(body).headers['x-forwarded-for']).toBe('203.0.113.9');
    } finally {
      await edge.stop();
    }
  });

  it('sends requests to whoever has the shared name when all containers that it names are gone', async () => {
    const edge = await startEdgeStack();
    try {
      const conf = renderNginx({ ...defaultNginxSettings, frontend: 'backend:8000' });
      edge.put('site/nginx.conf', nameBackends(conf, 'backend:8000', ['gone-1', 'gone-2']));
      await expect.poll(() => edge.log(), { timeout: 60_000 }).toContain('gone-1 could not be resolved');
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(edge, '/api/echo')));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    } finally {
      await edge.stop();
    }
  });
});
