import { ensureFirstAdmin } from '@sagacity/features/accounts/index';
import { actAs, type Ctx, command } from '@sagacity/features/context';
import { refuseUnfinishedCopy } from '@sagacity/features/copies/index';
import { entities } from '@sagacity/features/declared';
import { refuseOtherKey } from '@sagacity/features/keys/index';
import { createServices } from '@sagacity/features/open-services';
import type { Services } from '@sagacity/features/services';
import { newId, systemClock } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { createCipher, type Keys, openKeys } from '@sagacity/platform/crypto/index';
import { hostUser } from '@sagacity/platform/host-user';
import type { Log } from '@sagacity/platform/log/log';
import { openPlatform } from '@sagacity/platform/open-platform';
import type { StopStep } from './shut-down.ts';
import { type StartStep, startStep } from './start-step.ts';

/** The account created now, on the first start only; its password when it was made up, null when it is the configured one. */
export type FirstAccount = { readonly name: string; readonly oneTimePassword: string | null } | null;

/** What every role stands on. */
export interface Ground {
  readonly config: Config;
  readonly log: Log;
  readonly keys: Keys;
  readonly services: Services;
  readonly base: Pick<Ctx, 'clock' | 'log' | 'store' | 'newId'>;
  readonly firstAccount: FirstAccount;
  step<R>(name: StartStep, work: () => R | Promise<R>): Promise<R>;
}

const clock = systemClock;

/** Keys, ports, indexes and, where people sign in, the first account. Adds what is to be stopped to `stops`. */
export async function openGround(config: Config, log: Log, stops: StopStep[]): Promise<Ground> {
  const step = <R>(name: StartStep, work: () => R | Promise<R>) => startStep(log, name, work);
  const keys = await step('security', () => openKeys(config));
  const platform = await step('store', () => openPlatform(config, { clock, log }));
  stops.push({ name: 'platform', stop: () => platform.close() });
  const { store } = platform;
  const base = { clock, log, store, newId: (prefix: string) => newId(prefix) };
  await step('copy', () => refuseUnfinishedCopy(store));
  await step('indexes', () => store.ensure(entities));
  await step('keys', () => refuseOtherKey(store, createCipher(...keys.encryption)));
  const firstAccount =
    config.role === 'worker'
      ? null
      : await step('seeds', () => ensureFirstAdmin(actAs(base, command(hostUser())), config.admin.password));
  const services = createServices(platform, { config, keys, clock, log });
  return { config, log, keys, services, base, firstAccount, step };
}
