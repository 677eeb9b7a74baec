import { toEpochDay } from '@sagacity/kernel';
import type { Statement } from '../../providers/datasets.ts';

/** A quarter's amounts that add up over a year. */
export type FlowColumn = 'revenue' | 'grossProfit' | 'netIncome' | 'operatingCashFlow';

/** Four quarters in a row, one currency, ascending. */
export interface Year {
  readonly quarters: readonly Statement[];
  /** Sum of the four; null when one of them does not say. */
  sum(column: FlowColumn): number | null;
}

const isNext = (before: Statement, after: Statement): boolean => {
  const days = toEpochDay(after.periodEnd) - toEpochDay(before.periodEnd);
  return days >= 80 && days <= 100 && before.currency === after.currency;
};

/** The four quarters that end `skip` quarters before the latest; undefined when there are fewer or one is missing between. */
export function trailingQuarters(statements: readonly Statement[], skip = 0): Year | undefined {
  const end = statements.length - skip;
  if (end < 4) return undefined;
  const upToNow = statements.slice(end - 4);
  if (!upToNow.every((one, i) => i === 0 || isNext(upToNow[i - 1]!, one))) return undefined;
  const quarters = upToNow.slice(0, 4);
  return {
    quarters,
    sum: (column) =>
      quarters.reduce<number | null>((total, one) => {
        const value = one[column];
        return total === null || value === null ? null : total + value;
      }, 0),
  };
}

/** Filings public on `asOf`, one a period (the one announced last), ascending by period end. */
export function publicStatements(statements: readonly Statement[], asOf: string): Statement[] {
  const byPeriod = new Map<string, Statement>();
  for (const one of statements) {
    const other = byPeriod.get(one.periodEnd);
    if (one.announced > asOf || (other && other.announced > one.announced)) continue;
    byPeriod.set(one.periodEnd, one);
  }
  return [...byPeriod.values()].sort((a, b) => a.periodEnd.localeCompare(b.periodEnd));
}
