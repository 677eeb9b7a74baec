import { fileURLToPath } from 'node:url';
import type { Health } from '@sagacity/features/health/index';
import { instrumentHandlers } from '@sagacity/features/instruments/index';
import { authoriseRunStream, runHandlers } from '@sagacity/features/runs/index';
import { settingsHandlers } from '@sagacity/features/settings/index';
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
    features: {
      ...runHandlers(services),
      ...instrumentHandlers(services),
      ...settingsHandlers(services.settings),
    },
    events: services.events,
    authoriseStream: authoriseRunStream,
    siteRoot,
  });
