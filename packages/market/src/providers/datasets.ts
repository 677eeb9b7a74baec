import type { NewsItem } from '@sagacity/contracts/instruments';
import type { Adjustment, BarSeries, Currency, IsoDay, ValuationSeries } from '@sagacity/kernel';

/** One fiscal quarter alone, never cumulated. Amounts in `currency`; null where the filing does not say. */
export interface Statement {
  readonly periodEnd: IsoDay;
  /** The day it became public: a run dated before it cannot see the row. */
  readonly announced: IsoDay;
  readonly currency: Currency;
  readonly revenue: number | null;
  readonly grossProfit: number | null;
  readonly netIncome: number | null;
  readonly operatingCashFlow: number | null;
  readonly assets: number | null;
  readonly liabilities: number | null;
  readonly currentAssets: number | null;
  readonly currentLiabilities: number | null;
  readonly equity: number | null;
  /** Shares outstanding at the period's end, as counted then (before later splits). */
  readonly shares: number | null;
}

/** Raw bars, as quoted on their day, with the splits and dividends of the same source. */
export interface Quotes {
  readonly bars: BarSeries;
  /** Ascending; null when the source does not know them: an empty list says that there were none. */
  readonly adjustments: readonly Adjustment[] | null;
}

export interface Profile {
  readonly name: { readonly zh: string; readonly en: string };
}

export interface DatasetValues {
  readonly bars: Quotes;
  readonly valuations: ValuationSeries;
  /** Ascending by period end. */
  readonly fundamentals: readonly Statement[];
  /** Newest first. */
  readonly news: readonly NewsItem[];
  readonly profile: Profile;
}

export type Dataset = keyof DatasetValues;
