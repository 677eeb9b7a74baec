import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { isPagePath } from '@sagacity/contracts/page-paths';
import { securityHeaders } from '@sagacity/contracts/security-headers';
import { AppError } from '@sagacity/kernel';
import type { FastifyInstance } from 'fastify';
import { answerError } from './answer-error.ts';

/** Each would be a part of the answer, with headers of its own; browsers ask for one. */
const mostRanges = 5;
const pageHeaders = { ...securityHeaders, 'Cache-Control': 'no-cache' };

/**
 * The built web app at `/`: its files, hashed ones for a year, and its pages. Any other path is 404: to a browser with the page that says
 * so, to everybody else as an error. Without `root` there is none.
 */
export async function serveSite(app: FastifyInstance, root: string | null): Promise<void> {
  app.addHook('onRequest', async ({ headers: { range = '' } }) => {
    if (range.split(',', mostRanges + 1).length > mostRanges)
      throw new AppError(
        'TOO_MANY_RANGES',
        `more than ${mostRanges} ranges of a file; ask for the whole file`,
      );
  });
  const index = root && existsSync(join(root, 'index.html'));
  if (root && index)
    await app.register(fastifyStatic, {
      root,
      wildcard: true,
      cacheControl: false,
      setHeaders(reply, path) {
        if (path.endsWith('.html'))
          for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
        else if (path.startsWith(join(root, 'assets')))
          reply.header('cache-control', 'public, max-age=31536000, immutable');
        else reply.header('cache-control', 'public, max-age=3600');
      },
    });

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isNavigation = /\btext\/html\b/.test(request.headers.accept ?? '') && !path.startsWith('/api');
    if (index && isRead && isPagePath(path)) return reply.sendFile('index.html');
    if (index && isRead && isNavigation && !/\.\w+$/.test(path))
      return reply.code(404).sendFile('index.html');
    return answerError(
      request,
      reply,
      new AppError('NOT_FOUND', `there is nothing at ${request.method} ${path}`),
    );
  });
}
