import type { Inspected } from './docker.ts';
import { readLogs } from './read-logs.ts';

/** The time in which a worker said that it leads the schedules. */
export interface LeadingTerm {
  readonly token: number;
  readonly fromMs: number;
  /** Infinity while it leads, and for one whose process died without a word. */
  readonly untilMs: number;
}

interface Line {
  readonly time: string;
  readonly message: string;
  readonly fencingToken: number;
}

/** A worker's terms, as its log says. */
export async function readTerms(worker: Inspected): Promise<LeadingTerm[]> {
  const lines = await readLogs<Line>(worker);
  const saying = (message: string) => lines.filter((line) => line.message === message);
  const ends = new Map(
    saying('lost the lead of the schedules').map(({ fencingToken, time }) => [
      fencingToken,
      Date.parse(time),
    ]),
  );
  return saying('leads the schedules').map(({ fencingToken: token, time }) => ({
    token,
    fromMs: Date.parse(time),
    untilMs: ends.get(token) ?? Number.POSITIVE_INFINITY,
  }));
}

/** The most terms that lasted at the same time. */
export const mostAtOnce = (terms: readonly LeadingTerm[]): number =>
  Math.max(
    0,
    ...terms.map(({ fromMs }) => terms.filter((one) => one.fromMs <= fromMs && fromMs < one.untilMs).length),
  );
