import type { Fact } from '@sagacity/contracts/facts';
import type { Operand } from './derive.ts';
import { isNumeric, type NumericFact } from './match-fact.ts';
import type { Mention } from './name-index.ts';

/** A fact at a place of the text: cited there, or stated by a number there. */
export interface FactAt {
  readonly fact: NumericFact;
  readonly at: number;
}

const baseCue =
  /(?:较|(?<![同环])比|距离?|相对于?|相比|高于|低于|高出|跌破|突破|than|above|below|over|under|from|vs\.?|versus|against|to|of)\s{0,3}(?:the|its|own|their|a|历史)?\s{0,3}(?:the|own)?\s{0,3}$/i;
const isBase = (text: string, at: number) => baseCue.test(text.slice(Math.max(0, at - 24), at));

/**
 * What a sentence speaks of, for derivations: facts named or cited in it, their values of the year before, and the close, which is
 * meant when a price is compared with nothing.
 */
export function operandsOf(
  text: string,
  mentions: readonly Mention[],
  placed: readonly FactAt[],
  facts: ReadonlyMap<string, Fact>,
): Operand[] {
  const operands = new Map<string, Operand>();
  const put = (fact: Fact, at: number, base: boolean) => {
    if (!isNumeric(fact)) return;
    const held = operands.get(fact.id);
    if (!held || (base && !held.base)) operands.set(fact.id, { fact, at, base });
  };
  for (const { fact, at } of placed) put(fact, at, isBase(text, at));
  for (const { start, facts: named } of mentions) {
    const base = isBase(text, start);
    for (const fact of named) put(fact, start, base);
  }
  for (const { fact, at } of [...operands.values()]) {
    const previous = facts.get(`${fact.id}-previous`);
    if (previous) put(previous, at, true);
  }
  const close = facts.get('market.close');
  if (close && [...operands.values()].some(({ fact }) => fact.unit === 'price' && fact.group === 'market'))
    put(close, -1, false);
  return [...operands.values()];
}
