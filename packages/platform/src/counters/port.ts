export interface Count {
  readonly count: number;
  /** Until it is forgotten. */
  readonly leftMs: number;
  /** What was said when it was last added to. */
  readonly note: string;
}

export interface Adding {
  readonly ttlMs: number;
  /** The time to live begins again; else it runs from the first. */
  readonly renews?: boolean;
  readonly note?: string;
}

/** A token bucket: `burst` at once, refilled evenly at `perMinute`. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

/** Named counts that all processes of an installation share and that are forgotten by themselves. Counting is atomic. */
export interface Counters {
  /** One more of `name`. */
  add(name: string, adding: Adding): Promise<Count>;
  /** In the order of `names`; null where nothing was counted, or its time is over. */
  read(names: readonly string[]): Promise<(Count | null)[]>;
  remove(names: readonly string[]): Promise<void>;
  /** Takes a token of the bucket `name` and resolves to 0, or to the milliseconds until there is one. */
  take(name: string, rate: Rate): Promise<number>;
}
