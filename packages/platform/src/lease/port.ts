export interface HeldLease {
  readonly name: string;
  /** Grows with each new holder of the name; pass it with writes that a late former holder must not make. */
  readonly fencingToken: number;
  /** Extends by the lease's ttl. False when it was lost; then stop. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Named locks that expire by themselves. */
export interface Lease {
  /** Null when somebody else holds it. */
  acquire(name: string, ttlMs: number): Promise<HeldLease | null>;
  /** Releases what this client holds. */
  close(): Promise<void>;
}
