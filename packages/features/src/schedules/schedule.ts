/** The time during which one process leads. */
export interface Term {
  /** Aborts when leadership ends; a round that sees it writes nothing more. */
  readonly signal: AbortSignal;
  /** Grows with each leader. */
  readonly fencingToken: number;
}

/**
 * Work that one process of all does again and again. A round must bear being done twice: a leader that stood still can find out too
 * late that it was replaced, in the middle of a write.
 */
export interface Schedule {
  readonly name: string;
  /** From the end of a round to the next; the first begins with the term. */
  readonly everyMs: number;
  round(term: Term): Promise<void>;
}
