import type { Market } from '@sagacity/kernel';
import type { ProviderSettings } from '../providers/port.ts';

/** What an administrator sets, read anew at each request. */
export interface MarketSettings {
  /** By provider id. A live provider is asked only when `enabled` is true. */
  readonly providers: Readonly<Record<string, ProviderSettings>>;
  /** Provider ids in the order they are asked; those not named come after, in the built-in order. */
  readonly order?: Readonly<Partial<Record<Market, readonly string[]>>>;
}
