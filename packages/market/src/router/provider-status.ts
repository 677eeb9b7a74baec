import type { providerStatusSchema } from '@sagacity/contracts/settings';
import type { z } from 'zod';
import { isEnabled, type Router } from './open-router.ts';
import type { MarketSettings } from './settings.ts';

export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** Each provider as an operator sees it: switched on, complete, and whether it is being left alone, by any process. Never the key. */
export const providerStatus = (router: Router, { providers }: MarketSettings): Promise<ProviderStatus[]> =>
  Promise.all(
    router.providers.map(async ({ provider, gate }) => {
      const settings = providers[provider.id] ?? {};
      return {
        id: provider.id,
        markets: [...provider.markets],
        supports: [...provider.supports],
        configured: provider.missing(settings) === null,
        enabled: isEnabled(provider, settings),
        ...(await gate.state()),
        hasKey: settings.apiKey !== undefined,
        needsKey: provider.needsKey,
      };
    }),
  );
