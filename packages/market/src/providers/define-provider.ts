import type { Dataset, DatasetValues } from './datasets.ts';
import { ProviderFailure } from './failure.ts';
import type { DataRequest, Provider, ProviderDefinition, ProviderIo, ProviderSettings } from './port.ts';

/** A provider from its declaration: settings are checked before each read, so a reader sees only valid ones. */
export function defineProvider<S>(definition: ProviderDefinition<S>): Provider {
  const { datasets, settings: schema, ...face } = definition;
  const missing = (settings: ProviderSettings): string | null => {
    if (face.needsKey && !settings.apiKey) return `${face.id} needs an API key: set it under data sources`;
    const checked = schema.safeParse(settings);
    return checked.success ? null : `${face.id}: ${checked.error.issues[0]?.message ?? 'invalid settings'}`;
  };
  return {
    ...face,
    supports: Object.keys(datasets) as Dataset[],
    missing,
    async read<D extends Dataset>(dataset: D, request: DataRequest, io: ProviderIo<ProviderSettings>) {
      const reader = datasets[dataset];
      if (!reader) throw new ProviderFailure('no-data', `${face.id} has no ${dataset}`);
      const gap = missing(io.settings);
      if (gap) throw new ProviderFailure('not-configured', gap);
      const value = await reader(request, { ...io, settings: schema.parse(io.settings) });
      return value as DatasetValues[D]; // the reader of D gives the value of D; TypeScript cannot follow the index
    },
  };
}
