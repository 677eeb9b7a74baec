/** The time during which one process leads. */
export interface Term {
  /** Aborts when leadership ends; a round that sees it writes nothing more. */
  readonly signal: AbortSignal;
  /** Grows with each leader. */
  readonly fencingToken: number;
}

/** From the end of a round to the next; the first begins with the term. */
interface Every {
  readonly everyMs: number;
}

/** By the wall clock. A time that passed while nobody led is made up for, once, when somebody does again. */
export interface At {
  /** Minute, hour, day of month, month, day of week: `30 15 * * 1-5`. */
  readonly cron: string;
  /** IANA name, such as that of an exchange; null is the operator's own, that of the machine. */
  readonly zone: string | null;
}

/**
 * Work that one process of all does again and again. A round must bear being done twice: a leader that stood still can find out too
 * late that it was replaced, in the middle of a write.
 */
export type Schedule = (Every | At) & {
  readonly name: string;
  round(term: Term): Promise<void>;
};
