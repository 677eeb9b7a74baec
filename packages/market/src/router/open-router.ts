import type { Clock, Instrument, Market } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { Dataset, DatasetValues } from '../providers/datasets.ts';
import { ProviderFailure } from '../providers/failure.ts';
import type { DataRequest, Fetch, Provider, ProviderSettings } from '../providers/port.ts';
import { checkUnits } from './check-units.ts';
import { type Circuit, newCircuit } from './circuit.ts';
import { gravest, type Refusal } from './gravest.ts';
import type { Answer, ReadDataset } from './port.ts';
import { newRateLimit, type RateLimit } from './rate-limit.ts';
import type { MarketSettings } from './settings.ts';

export interface RouterDeps {
  /** In the built-in order of preference. */
  readonly providers: readonly Provider[];
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly settings: () => Promise<MarketSettings>;
  /** Told of every vendor that fails, limits or sends a wrong unit. */
  readonly log?: Pick<Log, 'warning'>;
}

export interface ProviderHealth {
  readonly provider: Provider;
  readonly circuit: Circuit;
  readonly limit: RateLimit | undefined;
  lastFailure: string | null;
}

export interface Router {
  readonly read: ReadDataset;
  readonly health: readonly ProviderHealth[];
}

/** Providers that ask nobody outside need no switch; the others are off until an administrator turns them on. */
export const isEnabled = (provider: Provider, settings: ProviderSettings): boolean =>
  settings.enabled ?? provider.limit === undefined;

const usable = ({ health }: Router, { providers }: MarketSettings): Provider[] =>
  health
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
const inOrder = (health: readonly ProviderHealth[], order: readonly string[]): ProviderHealth[] => {
  const rank = ({ provider }: ProviderHealth): number => {
    if (provider.limit === undefined) return -1;
    const index = order.indexOf(provider.id);
    return index < 0 ? order.length : index;
  };
  return [...health].sort((a, b) => rank(a) - rank(b));
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
  const { clock, fetch } = deps;
  const health: ProviderHealth[] = deps.providers.map((provider) => ({
    provider,
    circuit: newCircuit(),
    limit: provider.limit && newRateLimit(provider.limit),
    lastFailure: null,
  }));

  function refusal(
    { provider, circuit, limit }: ProviderHealth,
    settings: ProviderSettings,
  ): Refusal | undefined {
    const missing = provider.missing(settings);
    if (missing) return { reason: 'not-configured', detail: missing };
    const paused = circuit.pausedMs(clock.now());
    const seconds = (ms: number): string => `again in ${Math.ceil(ms / 1000)} s`;
    if (paused > 0)
      return { reason: 'rate-limited', detail: `${provider.id} asked to wait, ${seconds(paused)}` };
    const waitMs = limit?.take(clock.now()) ?? 0;
    if (waitMs > 0)
      return { reason: 'rate-limited', detail: `own limit for ${provider.id}, ${seconds(waitMs)}` };
    if (circuit.enter(clock.now())) return undefined;
    return {
      reason: 'upstream-failed',
      detail: `${provider.id} failed repeatedly and is left alone for a minute`,
    };
  }

  function note(one: ProviderHealth, error: unknown): Refusal {
    const failure =
      error instanceof ProviderFailure
        ? error
        : new ProviderFailure('upstream-failed', `${one.provider.id}: ${String(error)}`);
    const { reason, message, retryAfterMs } = failure;
    if (reason === 'rate-limited') one.circuit.pauseUntil(clock.now() + (retryAfterMs ?? 60_000));
    else if (reason === 'upstream-failed') one.circuit.failed(clock.now());
    else one.circuit.succeeded();
    if (reason !== 'no-data' && reason !== 'not-configured') {
      one.lastFailure = message;
      deps.log?.warning({ provider: one.provider.id, reason, detail: message }, 'market data vendor failed');
    }
    return { reason, detail: message };
  }

  async function read<D extends Dataset>(
    dataset: D,
    request: DataRequest,
  ): Promise<Answer<DatasetValues[D]>> {
    const { providers: all, order = {} } = await deps.settings();
    const refusals: Refusal[] = [];
    for (const one of inOrder(health, order[request.instrument.market] ?? [])) {
      const { provider, circuit } = one;
      const settings = all[provider.id] ?? {};
      if (!serves(provider, request.instrument, dataset)) continue;
      if (!isEnabled(provider, settings)) {
        refusals.push({ reason: 'not-configured', detail: `${provider.id} is not enabled` });
        continue;
      }
      const refused = refusal(one, settings);
      if (refused) {
        refusals.push(refused);
        continue;
      }
      try {
        const value = await provider.read(dataset, request, { fetch, clock, settings });
        checkUnits(dataset, value, request.instrument, provider.id);
        circuit.succeeded();
        return { found: true, value, provider: provider.id };
      } catch (error) {
        refusals.push(note(one, error));
      }
    }
    return { found: false, ...gravest(dataset, refusals) };
  }
  return { read, health };
}
