import type { Currency } from '@sagacity/contracts/facts';

/** What the writer says the number measures. `points` is an indicator's scale or a difference of percents; `plain` names nothing. */
export type ClaimKind =
  | 'percent'
  | 'percent-points'
  | 'times'
  | 'money'
  | 'shares'
  | 'count'
  | 'days'
  | 'points'
  | 'plain';

/** A number as typed. `value` is scaled to the base unit (shares, currency, percent) and unsigned. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Half a unit of the last digit shown, in the unit of `value`. */
  readonly half: number;
  /** Typed sign; 0 when there is none. */
  readonly sign: -1 | 0 | 1;
  readonly kind: ClaimKind;
  readonly currency: Currency | 'other' | null;
  readonly significant: number;
}

/** A stretch of text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
