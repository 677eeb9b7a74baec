import type { Claim } from './claim.ts';
import type { NumericFact } from './match-fact.ts';

/** The textbook levels of an indicator, with which its reading is compared. */
const levels: readonly (readonly [string, readonly number[]])[] = [
  ['market.rsi', [20, 30, 50, 70, 80]],
  ['market.kdj', [0, 20, 50, 80, 100]],
  ['market.adx', [20, 25, 40]],
  ['market.macd', [0]],
];
const comparison =
  /(?:above|below|over|under|than|between|past|toward|towards|[<>≥≤]|大于|小于|高于|低于|超过|不足|跌破|突破|介于|站上)\s?$/i;
const between = /(?:between|介于|在)\s?\d{1,3}\s?(?:and|to|和|与|至|到|-|–)\s?$/i;

/** Whether the number is such a level of an indicator the sentence names: `RSI is below 30`. */
export function isConventionalLevel(claim: Claim, text: string, named: readonly NumericFact[]): boolean {
  if (claim.kind !== 'plain' || claim.sign !== 0) return false;
  const before = text.slice(Math.max(0, claim.start - 24), claim.start);
  if (!comparison.test(before) && !between.test(before)) return false;
  return levels.some(
    ([id, values]) => values.includes(claim.value) && named.some((fact) => fact.id.startsWith(id)),
  );
}
