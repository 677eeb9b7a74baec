import type { VendorKind } from '@sagacity/contracts/settings';
import type { Secret } from '@sagacity/kernel';
import type { ChatModel } from './port.ts';

/** One model of a configured vendor, ready to be opened. */
export interface ModelAddress {
  readonly vendorId: string;
  readonly model: string;
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly apiKey: Secret | null;
  /** Outbound HTTP that connects only where it may. */
  readonly fetch: typeof fetch;
}

/** A kind of vendor. `open` loads its client on the first call, not before. */
export interface VendorPlugin {
  readonly kind: VendorKind;
  /** Whether it can be called without a key (a local server). */
  readonly keyless: boolean;
  readonly open: (address: ModelAddress) => ChatModel;
}
