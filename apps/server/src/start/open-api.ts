import { fileURLToPath } from 'node:url';
import { authoriseStream, openHandlers } from '@sagacity/features/declared';
import type { Health } from '@sagacity/features/health/index';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '../build-server.ts';
import type { Ground } from './open-ground.ts';

const siteRoot = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** The door of people: API, live events and the web app, not listening yet. */
export const openApi = (
  { base, config, keys, services }: Ground,
  health: Health,
  version: string,
): Promise<FastifyInstance> =>
  buildServer({
    ...base,
    config,
    version,
    signingKeys: keys.signing,
    health,
    openHandlers: (accounts) => openHandlers({ ...services, accounts }),
    events: services.events,
    authoriseStream,
    siteRoot,
  });
