import type { Fact, FactUnit } from '@sagacity/contracts/facts';
import type { Claim, ClaimKind } from './claim.ts';

/** A fact whose value is a number, the only kind a typed number can match. */
export type NumericFact = Fact & { readonly value: number };
export const isNumeric = (fact: Fact): fact is NumericFact => typeof fact.value === 'number';

const compatible: Readonly<Record<ClaimKind, readonly FactUnit[]>> = {
  percent: ['percent', 'ratio'],
  'percent-points': [],
  times: ['ratio'],
  money: ['price', 'money'],
  shares: ['shares'],
  count: ['count'],
  days: ['days'],
  points: ['points'],
  plain: ['price', 'money', 'ratio', 'points', 'shares', 'count', 'days'],
};

/** Whether the claim's unit and currency allow it to mean this fact. */
export const fitsUnit = (claim: Claim, fact: Fact): boolean =>
  compatible[claim.kind].includes(fact.unit) &&
  (claim.currency === null ||
    claim.currency === fact.currency ||
    (claim.currency === 'CNY' && fact.currency === 'XTS'));

/** The fact's value in the claim's unit. */
export const inUnitOf = (claim: Claim, fact: NumericFact): number =>
  claim.kind === 'percent' && fact.unit === 'ratio' ? fact.value * 100 : fact.value;

/** Within half a unit of the last digit shown; the margin covers binary fractions only. */
export const within = (claim: Claim, signed: number, value: number): boolean =>
  Math.abs(signed - value) <= claim.half * (1 + 1e-9) + Math.abs(value) * 1e-12;

const unsignedNegative = /drawdown|from-high/;

/** Whether the claim states this value, its sign or the direction of its words included. */
export function states(claim: Claim, fact: NumericFact, direction: -1 | 0 | 1): boolean {
  const value = inUnitOf(claim, fact);
  if (claim.sign !== 0) return within(claim, claim.value * claim.sign, value);
  if (value < 0) {
    if (direction >= 0 && !(direction === 0 && unsignedNegative.test(fact.id))) return false;
    return within(claim, -claim.value, value);
  }
  if (direction < 0 && fact.unit === 'percent') return false;
  return within(claim, claim.value, value);
}

/** How many of these facts a random number of this size and precision would be expected to hit. */
export function expectedHits(claim: Claim, facts: readonly NumericFact[]): number {
  let hits = 0;
  for (const fact of facts) {
    if (!fitsUnit(claim, fact)) continue;
    const size = Math.max(Math.abs(inUnitOf(claim, fact)), claim.value);
    if (size > 0) hits += Math.min(1, (2 * claim.half) / size);
  }
  return hits;
}
