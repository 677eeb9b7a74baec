import { type Adjustment, type Instrument, toEpochDay } from '@sagacity/kernel';
import type { Statement } from '../../providers/datasets.ts';
import type { FactId } from '../fact-catalogue.ts';
import type { FactsAndAbsences } from './fact-sheet.ts';
import { makeAbsence, makeFact } from './make-fact.ts';
import { trailingQuarters, type Year } from './trailing-quarters.ts';

export interface FundamentalsInput {
  readonly instrument: Instrument;
  /** Public on the run's day, one a period, ascending. */
  readonly statements: readonly Statement[];
  readonly provider: string;
  /** The last close as quoted, and its day. */
  readonly close: number;
  readonly closeDay: number;
  readonly adjustments: readonly Adjustment[];
}

type Id<T extends string> = Extract<FactId, `fundamentals.${T}`>;
type Value = readonly [id: Id<string>, value: number | null, why: string, inputs?: readonly FactId[]];

const ratio = (above: number | null | undefined, below: number | null | undefined): number | null =>
  above == null || below == null || below <= 0 ? null : above / below;
const percent = (value: number | null): number | null => (value === null ? null : 100 * value);
const growth = (now: number | null | undefined, before: number | null | undefined): number | null => {
  const times = ratio(now, before);
  return times === null ? null : 100 * (times - 1);
};

/** Shares of the latest filing, restated for splits between its period's end and the last close. */
function sharesNow(latest: Statement, { adjustments, closeDay }: FundamentalsInput): number | null {
  if (latest.shares === null) return null;
  const end = toEpochDay(latest.periodEnd);
  const since = adjustments.filter(({ exDay }) => exDay > end && exDay <= closeDay);
  return Math.round(since.reduce((shares, { splitRatio }) => shares / splitRatio, latest.shares));
}

const fewQuarters = 'needs four quarters in a row';
const fewYears = 'needs eight quarters in a row and a base above zero';
const notSaid = 'the filings do not say';

const yearValues = (now: Year | undefined, before: Year | undefined): Value[] => {
  const sums = {
    revenue: now?.sum('revenue'),
    netIncome: now?.sum('netIncome'),
    cash: now?.sum('operatingCashFlow'),
  };
  const why = now ? notSaid : fewQuarters;
  const loss = now ? 'not defined: net income is not above zero, or not reported' : fewQuarters;
  const margin = (year: Year | undefined) => percent(ratio(year?.sum('netIncome'), year?.sum('revenue')));
  return [
    ['fundamentals.revenue', sums.revenue ?? null, why],
    ['fundamentals.revenue-growth', growth(sums.revenue, before?.sum('revenue')), fewYears],
    ['fundamentals.net-income', sums.netIncome ?? null, why],
    ['fundamentals.net-income-growth', growth(sums.netIncome, before?.sum('netIncome')), fewYears],
    ['fundamentals.gross-margin', percent(ratio(now?.sum('grossProfit'), sums.revenue)), why],
    ['fundamentals.net-margin', margin(now), why, ['fundamentals.net-income', 'fundamentals.revenue']],
    ['fundamentals.net-margin-previous', margin(before), 'needs eight quarters in a row'],
    ['fundamentals.operating-cash-flow', sums.cash ?? null, why],
    [
      'fundamentals.cash-conversion',
      ratio(sums.cash, sums.netIncome),
      loss,
      ['fundamentals.operating-cash-flow', 'fundamentals.net-income'],
    ],
  ];
};

const balanceValues = (latest: Statement, now: Year | undefined, shares: number | null): Value[] => {
  const earned = now?.sum('netIncome') ?? null;
  return [
    ['fundamentals.roe', percent(ratio(earned, latest.equity)), now ? notSaid : fewQuarters],
    ['fundamentals.debt-to-assets', percent(ratio(latest.liabilities, latest.assets)), notSaid],
    ['fundamentals.current-ratio', ratio(latest.currentAssets, latest.currentLiabilities), notSaid],
    [
      'fundamentals.eps',
      ratio(earned, shares),
      now ? notSaid : fewQuarters,
      ['fundamentals.net-income', 'fundamentals.shares'],
    ],
    ['fundamentals.shares', shares, notSaid],
  ];
};

/**
 * Facts of the filings: sums over four quarters, growth against the four before, ratios of the latest balance sheet. A ratio whose
 * base is zero or below is absent. Amounts are in the filings' currency, the market capitalisation in the instrument's.
 */
export function fundamentalsFacts(input: FundamentalsInput): FactsAndAbsences {
  const { instrument, statements, provider, close } = input;
  const latest = statements.at(-1);
  if (!latest) return { facts: [], absences: [] };
  const now = trailingQuarters(statements);
  const shares = sharesNow(latest, input);
  const source = {
    provider,
    dataset: 'fundamentals',
    from: now?.quarters[0]?.periodEnd ?? latest.periodEnd,
    to: latest.periodEnd,
  };
  const context = { asOf: latest.announced, currency: latest.currency, source };
  const out: FactsAndAbsences = {
    facts: [
      makeFact('fundamentals.period', latest.periodEnd, context),
      makeFact('fundamentals.announced', latest.announced, context),
    ],
    absences: [],
  };
  const put = ([id, value, why, inputs]: Value, own = context): void => {
    if (value === null || !Number.isFinite(value)) out.absences.push(makeAbsence(id, 'no-data', why));
    else
      out.facts.push(
        makeFact(id, value, inputs ? { ...own, source: { ...own.source, inputs: [...inputs] } } : own),
      );
  };
  for (const value of [
    ...yearValues(now, trailingQuarters(statements, 4)),
    ...balanceValues(latest, now, shares),
  ]) {
    put(value);
  }
  const capital = shares === null ? null : close * shares;
  put(['fundamentals.market-cap', capital, notSaid, ['market.close', 'fundamentals.shares']], {
    ...context,
    currency: instrument.currency,
  });
  return out;
}
