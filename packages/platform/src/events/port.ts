export interface LoggedEvent<E = unknown> {
  /** Opaque, ordered within the stream; hand the last one back to go on after it. */
  readonly offset: string;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly event: E;
}

/** Durable per-stream events (`run:<id>`): a reader that returns with its last offset misses nothing and sees nothing twice. */
export interface EventLog {
  /**
   * Durable when it resolves with the event as logged. Null: the engine is away, and the event is kept in this process, to be added after
   * those kept before it as soon as the engine is back. The event must survive JSON.
   */
  append<E>(stream: string, event: E): Promise<LoggedEvent<E> | null>;
  /** Events after `after` (null: from the first), ascending, at most `limit`. Throws VALIDATION_FAILED for an offset of no such log. */
  read<E>(stream: string, after: string | null, limit: number): Promise<LoggedEvent<E>[]>;
  /**
   * Replays after `after`, then follows, in order, calling one at a time. Resolves when live. Call the result to stop: no further
   * event is delivered. An `onEvent` that throws ends the following; stopping then rejects with its error.
   */
  follow<E>(
    stream: string,
    after: string | null,
    onEvent: (event: LoggedEvent<E>) => void | Promise<void>,
  ): Promise<() => Promise<void>>;
  /** Offsets are not used again, even if the stream is written later. */
  removeStream(stream: string): Promise<void>;
  /** Removes these events of a stream, and bears being told again. A reader left behind goes on at the next one kept. */
  removeEvents(stream: string, offsets: readonly string[]): Promise<void>;
  /**
   * Removes the events of all streams that are older than the ISO instant; returns how many. A reader left behind goes on at the first
   * one kept. An aborted `signal` leaves the rest.
   */
  trim(before: string, signal?: AbortSignal): Promise<number>;
  /** Null, or why it works but will soon not. */
  ping(timeoutMs: number): Promise<string | null>;
  close(): Promise<void>;
}
