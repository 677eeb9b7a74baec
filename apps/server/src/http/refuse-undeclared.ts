import { api } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import type { FastifyInstance } from 'fastify';

/** Doors that are no row of the table: they answer what a row answers, or files that are public anyway. */
const besideTheTable: readonly RegExp[] = [/^\/health$/, /^\/api\/ws$/, /^\/api\/docs(\/|$)/, /^\/\*?$/];

/** From now on a door that is neither a row of the route table nor known beside it, or has no policy, stops the start. */
export function refuseUndeclared(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const methods = [method].flat().filter((name) => name !== 'HEAD' && name !== 'OPTIONS');
    if (methods.length === 0 || besideTheTable.some((pattern) => pattern.test(url))) return;
    const row = config?.routeName && api[config.routeName];
    if (
      row &&
      row.path === url &&
      methods.every((name) => name === row.method) &&
      row.policy === config.policy
    )
      return;
    throw new AppError(
      'INTERNAL',
      `route ${methods.join()} ${url}: not in packages/contracts/src/api.ts; add it there with its policy`,
    );
  });
}
