import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirstAdmin } from '@sagacity/features/accounts/index';
import { loadConfig } from '@sagacity/features/config';
import { actAs, command } from '@sagacity/features/context';
import { entities, listChecks } from '@sagacity/features/declared';
import { createHealth } from '@sagacity/features/health/index';
import { createServices } from '@sagacity/features/open-services';
import { newId, Secret, systemClock } from '@sagacity/kernel';
import { openKeys } from '@sagacity/platform/crypto/index';
import { silentLog } from '@sagacity/platform/log/index';
import { openPlatform } from '@sagacity/platform/open-platform';
import type { Store } from '@sagacity/platform/store/port';
import { openApi } from './start/open-api.ts';

export const firstPassword = 'first-time-only';

/** The doors of people with every feature behind them, on a data directory of its own; nothing works on jobs. `seen` is their store. */
export async function openWholeApi({
  environment = {},
  seen = (store: Store) => store,
}: {
  readonly environment?: Record<string, string>;
  readonly seen?: (store: Store) => Store;
} = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'whole-'));
  const config = loadConfig({ directory, environment });
  const io = { clock: systemClock, log: silentLog };
  const opened = await openPlatform(config, io);
  await opened.store.ensure(entities);
  const platform = { ...opened, store: seen(opened.store) };
  const keys = openKeys(config);
  const services = createServices(platform, { config, keys, ...io });
  const base = { ...io, store: platform.store, newId: (prefix: string) => newId(prefix) };
  await ensureFirstAdmin(actAs(base, command('tester')), new Secret(firstPassword));
  const health = createHealth({ ...io, version: '0', role: 'api', checks: listChecks(services) });
  const step = async <R>(_name: string, work: () => R | Promise<R>) => work();
  const ground = { config, log: io.log, keys, services, base, firstAccount: null, step };
  const app = await openApi(ground, health, '0');
  return {
    app,
    services,
    /** Without `seen`. */
    store: opened.store,
    async close() {
      await app.close();
      await services.close();
      await rm(directory, { recursive: true });
    },
  };
}
