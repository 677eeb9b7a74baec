import type { Clock, Instrument, Market } from '@sagacity/kernel';
import type { Counters } from '@sagacity/platform/counters/port';
import type { Log } from '@sagacity/platform/log/log';
import type { Dataset, DatasetValues } from '../providers/datasets.ts';
import { ProviderFailure } from '../providers/failure.ts';
import type { DataRequest, Fetch, Provider, ProviderSettings } from '../providers/port.ts';
import { checkUnits } from './check-units.ts';
import { gravest, type Refusal } from './gravest.ts';
import type { Answer, ReadDataset } from './port.ts';
import type { MarketSettings } from './settings.ts';
import { openDoor, openVendorGate, type VendorGate } from './vendor-gate.ts';

export interface RouterDeps {
  /** In the built-in order of preference. */
  readonly providers: readonly Provider[];
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Of what vendors were asked and how they failed, shared by all processes. */
  readonly counters: Counters;
  readonly settings: () => Promise<MarketSettings>;
  /** Told of every vendor that fails, limits or sends a wrong unit. */
  readonly log?: Pick<Log, 'warning'>;
}

export interface GuardedProvider {
  readonly provider: Provider;
  readonly gate: VendorGate;
}

export interface Router {
  readonly read: ReadDataset;
  readonly providers: readonly GuardedProvider[];
}

/** Providers that ask nobody outside need no switch; the others are off until an administrator turns them on. */
export const isEnabled = (provider: Provider, settings: ProviderSettings): boolean =>
  settings.enabled ?? provider.limit === undefined;

const usable = (router: Router, { providers }: MarketSettings): Provider[] =>
  router.providers
    .map(({ provider }) => ({ provider, settings: providers[provider.id] ?? {} }))
    .filter(({ provider, settings }) => isEnabled(provider, settings) && provider.missing(settings) === null)
    .map(({ provider }) => provider);

/** Ids of the providers that are switched on and complete, in one text. */
export const usableIds = (router: Router, settings: MarketSettings): string =>
  usable(router, settings)
    .map(({ id }) => id)
    .join(',');

/** Markets of which somebody outside can be asked for bars. */
export const askedMarkets = (router: Router, settings: MarketSettings): ReadonlySet<Market> =>
  new Set(
    usable(router, settings)
      .filter(({ limit, supports }) => limit !== undefined && supports.includes('bars'))
      .flatMap(({ markets }) => markets),
  );

/** What is at hand (imported files, the simulation) comes first and is never overridden by a vendor. */
const inOrder = (all: readonly GuardedProvider[], order: readonly string[]): GuardedProvider[] => {
  const rank = ({ provider }: GuardedProvider): number => {
    if (provider.limit === undefined) return -1;
    const index = order.indexOf(provider.id);
    return index < 0 ? order.length : index;
  };
  return [...all].sort((a, b) => rank(a) - rank(b));
};

/** Real and simulated never meet: a DEMO instrument goes to the demo provider alone, which serves nothing else. */
const serves = (provider: Provider, instrument: Instrument, dataset: Dataset): boolean =>
  provider.markets.includes(instrument.market) &&
  (provider.id === 'demo') === (instrument.market === 'DEMO') &&
  provider.supports.includes(dataset);

/**
 * Asks the providers of the instrument's market in order until one has the dataset. Each is skipped while its circuit is open or
 * its rate is used up. When nobody has it, the answer carries the gravest reason and every provider's own.
 */
export function openRouter(deps: RouterDeps): Router {
  const { clock, fetch, counters } = deps;
  const providers: GuardedProvider[] = deps.providers.map((provider) => ({
    provider,
    // What asks nobody outside has nothing to share, and must not wait for the engine that shares it.
    gate: provider.limit ? openVendorGate(provider.id, provider.limit, counters) : openDoor(),
  }));

  async function note({ provider, gate }: GuardedProvider, error: unknown): Promise<Refusal> {
    const failure =
      error instanceof ProviderFailure
        ? error
        : new ProviderFailure('upstream-failed', `${provider.id}: ${String(error)}`);
    const { reason, message, retryAfterMs } = failure;
    if (reason === 'rate-limited') await gate.pause(retryAfterMs ?? 60_000, message);
    else if (reason === 'upstream-failed') await gate.failed(message);
    else await gate.succeeded();
    if (reason !== 'no-data' && reason !== 'not-configured')
      deps.log?.warning({ provider: provider.id, reason, detail: message }, 'market data vendor failed');
    return { reason, detail: message };
  }

  async function read<D extends Dataset>(
    dataset: D,
    request: DataRequest,
  ): Promise<Answer<DatasetValues[D]>> {
    const { providers: set, order = {} } = await deps.settings();
    const refusals: Refusal[] = [];
    for (const one of inOrder(providers, order[request.instrument.market] ?? [])) {
      const { provider, gate } = one;
      const settings = set[provider.id] ?? {};
      if (!serves(provider, request.instrument, dataset)) continue;
      if (!isEnabled(provider, settings)) {
        refusals.push({ reason: 'not-configured', detail: `${provider.id} is not enabled` });
        continue;
      }
      const missing = provider.missing(settings);
      const refused = missing ? { reason: 'not-configured' as const, detail: missing } : await gate.enter();
      if (refused) {
        refusals.push(refused);
        continue;
      }
      try {
        const value = await provider.read(dataset, request, { fetch, clock, settings });
        checkUnits(dataset, value, request.instrument, provider.id);
        await gate.succeeded();
        return { found: true, value, provider: provider.id };
      } catch (error) {
        refusals.push(await note(one, error));
      }
    }
    return { found: false, ...gravest(dataset, refusals) };
  }
  return { read, providers };
}
