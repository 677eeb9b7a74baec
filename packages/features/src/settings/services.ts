import type { Secret } from '@sagacity/kernel';
import type { ProviderStatus } from '@sagacity/market';
import type { Cipher } from '@sagacity/platform/crypto/cipher';
import type { ConfiguredVendor } from '@sagacity/research/models/index';

export interface SettingsServices {
  readonly cipher: Cipher;
  /** Throws ADDRESS_REFUSED for an address that model vendors may not have, UPSTREAM_FAILED for a name without one. */
  readonly screenAddress: (url: URL) => Promise<unknown>;
  /** Whether the configuration lets model vendors have private addresses, whatever the setting says. */
  readonly privateAddressesConfigured: boolean;
  /** One small call to the vendor's first model. Throws what the vendor's adapter throws. */
  readonly callVendor: (vendor: ConfiguredVendor, signal: AbortSignal) => Promise<void>;
  readonly providerStatus: () => Promise<ProviderStatus[]>;
}

/** Keys of market data providers from the configuration, by provider id. */
export type ConfiguredKeys = Readonly<Record<string, Secret | null>>;
