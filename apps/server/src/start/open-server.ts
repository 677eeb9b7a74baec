import { listChecks } from '@sagacity/features/declared';
import { createHealth, type HealthCheck } from '@sagacity/features/health/index';
import type { Config } from '@sagacity/platform/config/index';
import type { Log } from '@sagacity/platform/log/log';
import { componentChecks } from './component-checks.ts';
import { type FirstAccount, openGround } from './open-ground.ts';
import { prepareWork } from './prepare-work.ts';
import { type StopStep, shutDown } from './shut-down.ts';

export interface OpenedServer {
  readonly address: string;
  readonly firstAccount: FirstAccount;
  /** Stops everything within `graceMs`; true when all of it ended well. */
  stop(graceMs: number): Promise<boolean>;
}

export interface ServerOptions {
  readonly config: Config;
  readonly log: Log;
  readonly version: string;
  /** Health of what was opened before. */
  readonly checks: readonly HealthCheck[];
}

/** Opens the doors of the configured role and listens. When a step fails, what was opened is closed again and the failure thrown. */
export async function openServer({ config, log, version, checks }: ServerOptions): Promise<OpenedServer> {
  const { role } = config;
  const stops: StopStep[] = [];
  const stop = (graceMs: number) => shutDown(log, stops.reverse(), graceMs);
  try {
    const ground = await openGround(config, log, stops);
    const work = role === 'api' ? null : prepareWork(ground);
    const { services } = ground;
    const health = createHealth({
      clock: services.clock,
      version,
      role,
      checks: [
        ...componentChecks(services, config),
        ...listChecks(services),
        ...(work?.checks ?? []),
        ...checks,
      ],
    });
    const app = await ground.step('routes', async () =>
      role === 'worker'
        ? (await import('../build-health-server.ts')).buildHealthServer(health, log)
        : (await import('./open-api.ts')).openApi(ground, health, version),
    );
    stops.push(
      { name: 'sockets', stop: () => app.close() },
      { name: 'requests', stop: (remainingMs) => app.drain(remainingMs / 2) },
    );
    // Before work is taken: what a job does to this process, somebody can ask it, and a port in use costs no run.
    const address = await ground.step('listen', () => app.listen({ host: config.host, port: config.port }));
    await work?.start(stops);
    stops.push({ name: 'ready', stop: () => health.stopping() });
    return { address, firstAccount: ground.firstAccount, stop };
  } catch (error) {
    await stop(config.shutdownGraceSeconds * 1_000);
    throw error;
  }
}
