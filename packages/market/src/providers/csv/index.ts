import type { BarStore } from '@sagacity/platform/bars/port';
import { z } from 'zod';
import { defineProvider } from '../define-provider.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest, Provider } from '../port.ts';
import { readHeld } from './read-held.ts';

/** The source that imported bars carry in the store. */
export const csvSource = 'csv';

/** What was imported from files. Answers only for instruments whose bars came from a file. */
export function csvProvider(bars: BarStore): Provider {
  const mustBeImported = async ({ instrument }: DataRequest): Promise<void> => {
    const [held] = await bars.coverage(instrument.id);
    if (held?.source !== csvSource)
      throw new ProviderFailure('not-configured', `no file was imported for ${instrument.id}`);
  };
  return defineProvider({
    id: csvSource,
    markets: ['CN', 'HK', 'US'],
    needsKey: false,
    settings: z.object({}),
    datasets: {
      bars: async (request) => {
        await mustBeImported(request);
        return readHeld(bars, request);
      },
      valuations: async (request) => {
        await mustBeImported(request);
        const valuations = await bars.readValuations(request.instrument.id, { to: request.to });
        if (valuations.day.length > 0) return valuations;
        throw new ProviderFailure('no-data', `no valuation file was imported for ${request.instrument.id}`);
      },
    },
  });
}
