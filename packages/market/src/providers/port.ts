import type { Clock, EpochDay, Instrument, Market, Secret } from '@sagacity/kernel';
import type { z } from 'zod';
import type { Dataset, DatasetValues } from './datasets.ts';

/** Outbound HTTP. The global `fetch` satisfies it, and so does a client that refuses private addresses. */
export type Fetch = (
  url: string,
  init: {
    readonly method?: 'GET' | 'POST';
    readonly headers?: Record<string, string>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** What an operator sets per provider. `apiKey` is only read by providers that need one. */
export interface ProviderSettings {
  readonly enabled?: boolean;
  readonly apiKey?: Secret | undefined;
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

/** Everything a provider may touch. */
export interface ProviderIo<S> {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly settings: S;
}

/** The days wanted, both inclusive. A provider may answer with more or fewer, never with days after `to`. */
export interface DataRequest {
  readonly instrument: Instrument;
  readonly from: EpochDay;
  readonly to: EpochDay;
}

type Readers<S> = {
  readonly [D in Dataset]?: (request: DataRequest, io: ProviderIo<S>) => Promise<DatasetValues[D]>;
};

export interface ProviderDefinition<S> {
  readonly id: string;
  readonly markets: readonly Market[];
  /** True when it answers nothing without an API key. */
  readonly needsKey: boolean;
  /** Checks `ProviderSettings` and fills in defaults. */
  readonly settings: z.ZodType<S>;
  /** Requests allowed a minute; bursts up to `burst`. Absent for providers that ask nobody. */
  readonly limit?: { readonly perMinute: number; readonly burst: number };
  readonly datasets: Readers<S>;
}

/** A source of market data. `read` throws ProviderFailure and nothing else that is expected. */
export interface Provider extends Omit<ProviderDefinition<unknown>, 'settings' | 'datasets'> {
  readonly supports: readonly Dataset[];
  /** What is missing before it can be asked, or null. */
  missing(settings: ProviderSettings): string | null;
  read<D extends Dataset>(
    dataset: D,
    request: DataRequest,
    io: ProviderIo<ProviderSettings>,
  ): Promise<DatasetValues[D]>;
}
