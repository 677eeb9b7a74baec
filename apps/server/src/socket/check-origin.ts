import { AppError } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import type { FastifyRequest } from 'fastify';

/** Browsers send cookies and open sockets for any page; only our own pages may. Throws FORBIDDEN. No origin: not a browser. */
export function checkOrigin(
  { headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
  { publicUrl, allowedOrigins }: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): void {
  const { origin } = headers;
  if (origin === undefined || origin === publicUrl || allowedOrigins.includes(origin)) return;
  if (URL.parse(origin)?.host === host) return;
  throw new AppError('FORBIDDEN', `pages of ${origin} may not open a socket here; see allowedOrigins`, {
    origin,
  });
}
