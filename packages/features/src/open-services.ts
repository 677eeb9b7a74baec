import type { Clock } from '@sagacity/kernel';
import { openMarket } from '@sagacity/market';
import { type Config, forbidTracing } from '@sagacity/platform/config/index';
import { createCipher, type Keys, openKeys } from '@sagacity/platform/crypto/index';
import { type OutboundFetch, openOutbound, proxiesOf } from '@sagacity/platform/http/index';
import type { Log } from '@sagacity/platform/log/log';
import { openPlatform, type Platform } from '@sagacity/platform/open-platform';
import type { Entity } from '@sagacity/platform/store/port';
import { openThreads } from '@sagacity/platform/threads/open-threads';
import { researchEntities } from '@sagacity/research';
import { modelCalls } from '@sagacity/research/meter/index';
import { type ConfiguredVendor, openModels } from '@sagacity/research/models/index';
import { accountEntities } from './accounts/index.ts';
import { auditEntries } from './audit/index.ts';
import { refuseUnfinishedCopy } from './copies/index.ts';
import { refuseOtherKey } from './keys/index.ts';
import { openResearch, type RunServices, reportEntity, runEntity } from './runs/index.ts';
import {
  configuredVendors,
  findModelAccess,
  marketSettings,
  openModelHttp,
  type SettingsServices,
  settingsEntities,
} from './settings/index.ts';

export interface Services extends Platform, RunServices {
  readonly settings: SettingsServices;
}

/** Everything the program keeps; hand to `store.ensure`. */
export const entities: readonly Entity[] = [
  ...accountEntities,
  auditEntries,
  ...settingsEntities,
  runEntity,
  reportEntity,
  ...researchEntities,
  modelCalls,
];

/** The meter ends a call sooner, by the run's own limit. */
const modelTimeoutMs = 900_000;

/** The largest files take about a second. */
const fileReading = {
  module: new URL(import.meta.resolve('@sagacity/market/import/read-files')),
  maxWaiting: 8,
  maxOfOwner: 2,
  timeoutMs: 20_000,
  heapMib: 256,
};

interface ServiceOptions {
  readonly config: Config;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Log;
}

/** The market, research and settings over opened ports, as the server and the command line use them. */
export function createServices(platform: Platform, { config, keys, clock, log }: ServiceOptions): Services {
  forbidTracing();
  const { store, bars } = platform;
  const cipher = createCipher(...keys.encryption);
  const configuredKeys = {
    tushare: config.market.tushareToken,
    'alpha-vantage': config.market.alphaVantageKey,
  };
  const proxies = proxiesOf(config.proxy);
  const threads = openThreads(fileReading);
  const market = openMarket({
    bars,
    cache: platform.cache,
    counters: platform.counters,
    log,
    fetch: openOutbound({ allowPrivate: false, proxies }),
    clock,
    settings: () => marketSettings({ store, cipher, configuredKeys }),
    readFiles: (input, owner) => threads.run({ name: 'readFiles', input, owner }),
  });
  const privateAddressesConfigured = config.llm.allowPrivateAddresses;
  const models = openModelHttp(
    { proxies, timeoutMs: modelTimeoutMs },
    async () => privateAddressesConfigured || findModelAccess(store),
  );
  const research = openResearch({
    store,
    market,
    clock,
    log,
    vendors: () => configuredVendors({ store, cipher }),
    screenAddress: models.screenAddress,
    fetch: models.fetch,
  });
  const settings: SettingsServices = {
    cipher,
    screenAddress: models.screenAddress,
    privateAddressesConfigured,
    callVendor: (vendor, signal) => callVendor(vendor, signal, models.fetch),
    providerStatus: () => market.providerStatus(),
  };
  const close = async () => {
    await threads.close();
    await platform.close();
  };
  return { ...platform, market, research, settings, clock, close };
}

async function callVendor(
  vendor: ConfiguredVendor,
  signal: AbortSignal,
  fetch: OutboundFetch,
): Promise<void> {
  const { chat } = openModels([vendor], { fetch })(`${vendor.id}/${vendor.models[0]?.name}`);
  const messages = [{ role: 'user' as const, content: 'Answer with the word ok.' }];
  await chat.stream({ messages, maxOutputTokens: 16, temperature: 0 }, signal, () => {});
}

/** Opens the data directory for one command; a server may be running on it at the same time. `anyKey`: for the command that changes it. */
export async function openServices(
  options: Omit<ServiceOptions, 'keys'> & { readonly anyKey?: boolean },
): Promise<Services> {
  const keys = openKeys(options.config);
  const platform = await openPlatform(options.config, options);
  try {
    await refuseUnfinishedCopy(platform.store);
    await platform.store.ensure(entities);
    if (!options.anyKey) await refuseOtherKey(platform.store, createCipher(...keys.encryption));
  } catch (error) {
    await platform.close();
    throw error;
  }
  return createServices(platform, { ...options, keys });
}
