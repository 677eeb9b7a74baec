import type { providerStatusSchema } from '@sagacity/contracts/settings';
import type { Clock } from '@sagacity/kernel';
import type { z } from 'zod';
import { isEnabled, type Router } from './open-router.ts';
import type { MarketSettings } from './settings.ts';

export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** Each provider as an operator sees it: switched on, complete, and whether it is being left alone. Never the key. */
export const providerStatus = (
  router: Router,
  { providers }: MarketSettings,
  clock: Clock,
): ProviderStatus[] =>
  router.health.map(({ provider, circuit, lastFailure }) => {
    const settings = providers[provider.id] ?? {};
    return {
      id: provider.id,
      markets: [...provider.markets],
      supports: [...provider.supports],
      configured: provider.missing(settings) === null,
      enabled: isEnabled(provider, settings),
      circuit: circuit.state(clock.now()),
      lastFailure,
      hasKey: settings.apiKey !== undefined,
      needsKey: provider.needsKey,
    };
  });
