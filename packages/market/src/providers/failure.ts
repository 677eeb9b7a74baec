import type { AbsenceReason } from '@sagacity/contracts/facts';

/**
 * Why a provider gave nothing. `no-data`: the vendor answered and has none · `rate-limited`: ask the next vendor, this one after
 * `retryAfterMs` · `not-configured`: a key or setting is missing · `upstream-failed`: the vendor failed.
 * `unit-mismatch` is raised by the checks on what arrived, never by a vendor's reply itself.
 */
export class ProviderFailure extends Error {
  readonly reason: Exclude<AbsenceReason, 'stale'>;
  readonly retryAfterMs: number | undefined;

  constructor(reason: ProviderFailure['reason'], message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ProviderFailure';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
