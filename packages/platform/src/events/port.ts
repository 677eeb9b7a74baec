export interface LoggedEvent<E = unknown> {
  /** Opaque, ordered within the stream; hand the last one back to go on after it. */
  readonly offset: string;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly event: E;
}

/** Durable per-stream events (`run:<id>`): a reader that returns with its last offset misses nothing and sees nothing twice. */
export interface EventLog {
  append<E>(stream: string, event: E): Promise<LoggedEvent<E>>;
  /** Events after `after` (null: from the first), ascending, at most `limit`. */
  read<E>(stream: string, after: string | null, limit: number): Promise<LoggedEvent<E>[]>;
  /** Replays after `after`, then follows, in order, calling one at a time. Resolves when live; call the result to stop. */
  follow<E>(
    stream: string,
    after: string | null,
    onEvent: (event: LoggedEvent<E>) => void | Promise<void>,
  ): Promise<() => Promise<void>>;
  removeStream(stream: string): Promise<void>;
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
