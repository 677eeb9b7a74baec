import type { Fact } from '@sagacity/contracts/facts';
import type { NumberSpan } from '@sagacity/contracts/reports';
import type { Span } from './claim.ts';
import { readDates, type TypedDate } from './read-dates.ts';

interface Known {
  readonly first: string;
  readonly last: string;
  readonly days: ReadonlySet<string>;
}

const known = new WeakMap<ReadonlyMap<string, Fact>, Known>();

/** The days the facts speak of: first and last, and each one named by a fact. */
function knownDays(facts: ReadonlyMap<string, Fact>): Known {
  const held = known.get(facts);
  if (held) return held;
  const days = new Set<string>();
  for (const { asOf, source, unit, value } of facts.values()) {
    for (const day of [asOf, source.from, source.to]) if (day) days.add(day);
    if (unit === 'date' && typeof value === 'string') days.add(value);
  }
  const sorted = [...days].sort();
  const found = { first: sorted[0] ?? '', last: sorted.at(-1) ?? '', days };
  known.set(facts, found);
  return found;
}

const aYearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

function isKnown(date: TypedDate, { first, last, days }: Known): boolean {
  if (date.first === null) return false;
  if (date.exact) return days.has(date.first) || (date.first >= first && date.first <= last);
  return date.first <= last && date.last >= aYearBefore(first);
}

const within = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

/**
 * Dates that name a year are no claims when they lie in the days the facts cover (periods: overlap them, or the year before the
 * first, with which they are compared). One that does not exist, or that the facts cannot know, is `invented`. `skip` is sorted and
 * disjoint.
 */
export function checkDates(
  text: string,
  facts: ReadonlyMap<string, Fact>,
  skip: readonly Span[],
): { spans: Span[]; invented: (NumberSpan & Span)[] } {
  let next = 0;
  const dates = readDates(text).filter((date) => {
    while (next < skip.length && skip[next]!.end < date.end) next++;
    const span = skip[next];
    return !span || !within(span, date) || span.end - span.start <= date.end - date.start;
  });
  const covered = facts.size > 0 ? knownDays(facts) : null;
  const invented = dates.filter((date) => !covered || !isKnown(date, covered));
  return {
    spans: dates,
    invented: invented.map(({ start, end }) => ({
      start,
      end,
      text: '',
      status: 'unsourced',
      factIds: [],
    })),
  };
}
