import { fileURLToPath } from 'node:url';
import { ensureFirstAdmin } from '@sagacity/features/accounts/index';
import { systemActor } from '@sagacity/features/context';
import { createHealth } from '@sagacity/features/health/index';
import { instrumentHandlers } from '@sagacity/features/instruments/index';
import { createServices, entities } from '@sagacity/features/open-services';
import { authoriseRunStream, keepHouse, runHandlers, workRuns } from '@sagacity/features/runs/index';
import { settingsHandlers } from '@sagacity/features/settings/index';
import { newId, systemClock } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { openKeys } from '@sagacity/platform/crypto/index';
import type { Log } from '@sagacity/platform/log/log';
import { openPlatform } from '@sagacity/platform/open-platform';
import { buildServer } from '../build-server.ts';
import { componentChecks } from './component-checks.ts';
import { type StopStep, shutDown } from './shut-down.ts';
import { type StartStep, startStep } from './start-step.ts';

export interface OpenedServer {
  readonly address: string;
  /** The account created now, on the first start only. */
  readonly firstAccount: { readonly name: string; readonly oneTimePassword: string } | null;
  /** Stops everything within `graceMs`; true when all of it ended well. */
  stop(graceMs: number): Promise<boolean>;
}

const siteRoot = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const clock = systemClock;

/** Opens every part in its order and listens. When a step fails, what was opened is closed again and the failure thrown. */
export async function openServer(config: Config, log: Log, version: string): Promise<OpenedServer> {
  const stops: StopStep[] = [];
  const stop = (graceMs: number) => shutDown(log, stops.reverse(), graceMs);
  const step = <R>(name: StartStep, work: () => R | Promise<R>) => startStep(log, name, work);
  try {
    const keys = await step('security', () => openKeys(config));
    const platform = await step('store', () => openPlatform(config, { clock, log }));
    stops.push({ name: 'platform', stop: () => platform.close() });
    const { store, events } = platform;
    const base = { clock, log, store, newId: (prefix: string) => newId(prefix) };
    await step('indexes', () => store.ensure(entities));
    const seeder = { ...base, actor: systemActor, requestId: newId('start'), address: null };
    const firstAccount = await step('seeds', () => ensureFirstAdmin(seeder, config.admin.password));

    const services = createServices(platform, { config, keys, clock, log });
    const checks = componentChecks(platform, config.dataDir);
    const health = createHealth({ clock, version, role: 'all', checks });
    const app = await step('routes', () =>
      buildServer({
        ...base,
        config,
        version,
        signingSecret: keys.signingSecret,
        health,
        features: {
          ...runHandlers(services),
          ...instrumentHandlers(services),
          ...settingsHandlers(services.settings),
        },
        events,
        authoriseStream: authoriseRunStream,
        siteRoot,
      }),
    );
    stops.push({ name: 'requests', stop: () => app.close() });
    const worker = await step('worker', () =>
      workRuns(services, { concurrency: config.limits.concurrentRuns }),
    );
    const house = keepHouse(services, log);
    stops.push({ name: 'housekeeping', stop: () => house.stop() });
    stops.push({ name: 'worker', stop: (remainingMs) => worker.close(remainingMs / 2) });
    const address = await step('listen', () => app.listen({ host: config.host, port: config.port }));
    stops.push({ name: 'ready', stop: () => health.stopping() });
    return { address, firstAccount, stop };
  } catch (error) {
    await stop(config.shutdownGraceSeconds * 1_000);
    throw error;
  }
}
