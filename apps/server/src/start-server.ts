import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureFirstAdmin } from '@sagacity/features/accounts/index';
import { systemActor } from '@sagacity/features/context';
import { createHealth } from '@sagacity/features/health/index';
import { instrumentHandlers } from '@sagacity/features/instruments/index';
import { createServices, entities } from '@sagacity/features/open-services';
import { authoriseRunStream, reconcileRuns, runHandlers, workRuns } from '@sagacity/features/runs/index';
import { settingsHandlers } from '@sagacity/features/settings/index';
import { newId, systemClock } from '@sagacity/kernel';
import { type Config, loadConfig } from '@sagacity/platform/config/index';
import { openKeys } from '@sagacity/platform/crypto/index';
import { logFormatOf, openLog } from '@sagacity/platform/log/index';
import { openPlatform } from '@sagacity/platform/open-platform';
import { buildServer } from './build-server.ts';
import { componentChecks } from './start/component-checks.ts';
import { shutDown } from './start/shut-down.ts';
import { startStep } from './start/start-step.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const siteRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));
const clock = systemClock;

/**
 * Starts everything in one process, prints the address when ready and stops on SIGTERM or SIGINT. Resolves when it listens. Throws the
 * failure of the first step that fails; what was opened before is closed.
 */
export async function startServer(): Promise<void> {
  const startedMs = performance.now();
  const config = loadConfig();
  const format = logFormatOf(config.logFormat, process.stderr.isTTY === true);
  const log = openLog({ level: config.logLevel, format });
  const keys = await startStep(log, 'security', () => openKeys(config));
  const platform = await startStep(log, 'store', () => openPlatform(config, { clock, log }));
  const { store } = platform;
  const health = createHealth({
    clock,
    version,
    role: 'all',
    checks: componentChecks(platform, config.dataDir),
  });
  const base = { clock, log, store, newId: (prefix: string) => newId(prefix) };
  await startStep(log, 'indexes', () => store.ensure(entities));
  const first = await startStep(log, 'seeds', () =>
    ensureFirstAdmin(
      { ...base, actor: systemActor, requestId: newId('start'), address: null },
      config.admin.password,
    ),
  );
  const services = createServices(platform, { config, keys, clock, log });
  const app = await buildServer({
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
    events: platform.events,
    authoriseStream: authoriseRunStream,
    siteRoot,
  });
  const worker = await startStep(log, 'worker', async () => {
    await reconcileRuns(services);
    return workRuns(services, { concurrency: config.limits.concurrentRuns });
  });
  const address = await startStep(log, 'listen', () => app.listen({ host: config.host, port: config.port }));
  log.info({ ms: Math.round(performance.now() - startedMs), address }, 'ready');
  printReady(config.publicUrl ?? address, first);

  stopOnSignal(config, log, [
    { name: 'ready', stop: () => health.stopping() },
    { name: 'worker', stop: (remainingMs) => worker.close(remainingMs / 2) },
    { name: 'requests', stop: () => app.close() },
    { name: 'platform', stop: () => platform.close() },
  ]);
}

function printReady(url: string, first: { name: string; oneTimePassword: string } | null): void {
  const account = first ? `user: ${first.name}\none-time password: ${first.oneTimePassword}\n` : '';
  process.stdout.write(`${url}\n${account}`);
}

function stopOnSignal(
  config: Config,
  log: Parameters<typeof shutDown>[0],
  steps: Parameters<typeof shutDown>[1],
): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    const clean = await shutDown(log, steps, config.shutdownGraceSeconds * 1_000);
    process.exit(clean ? 0 : 1);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
