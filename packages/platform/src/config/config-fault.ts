/** One thing wrong with the configuration, and where it was written. */
export interface ConfigFault {
  /** Dotted path of the knob, or the name as written when there is no such knob. */
  readonly key: string;
  /** `config/sagacity.toml`, `.env`, `environment` or `default`. */
  readonly source: string;
  readonly problem: string;
}

/** A value as one source gave it, not yet checked. */
export interface ConfigValue {
  readonly value: unknown;
  readonly source: string;
}

/** What one source says, by knob path. */
export interface ConfigLayer {
  readonly values: ReadonlyMap<string, ConfigValue>;
  readonly faults: readonly ConfigFault[];
}
