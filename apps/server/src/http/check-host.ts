import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { AppError } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import type { FastifyInstance } from 'fastify';

type HostConfig = Pick<Config, 'host' | 'publicUrl' | 'allowedOrigins' | 'trustedProxies'>;

/**
 * Refuses requests that name another host: a page elsewhere whose name was pointed here would count as ours in a browser. Addresses,
 * names without a dot and the configured names pass. A trusted proxy in front checks names itself.
 */
export function checkHosts(app: FastifyInstance, config: HostConfig): void {
  if (config.trustedProxies > 0) return;
  const known = new Set([
    config.host,
    hostname().toLowerCase(),
    ...[config.publicUrl, ...config.allowedOrigins].flatMap((url) => (url ? [new URL(url).hostname] : [])),
  ]);
  app.addHook('onRequest', async ({ headers: { host }, raw }) => {
    if (host === undefined && raw.httpVersion === '1.0') return;
    const name = URL.parse(`http://${host ?? ''}`)?.hostname ?? '';
    const isAddress = isIP(name.replace(/^\[|\]$/g, '')) > 0;
    if (isAddress || (name !== '' && !name.includes('.')) || name.endsWith('.localhost') || known.has(name))
      return;
    throw new AppError(
      'VALIDATION_FAILED',
      `this server is not ${JSON.stringify((host ?? '').slice(0, 100))}; use its address, or set publicUrl or allowedOrigins`,
      { issues: [{ path: 'host', message: 'not a name of this server' }] },
    );
  });
}
