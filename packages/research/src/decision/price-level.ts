import type { Fact, Language } from '@sagacity/contracts/facts';
import type { PriceLevel } from '@sagacity/contracts/reports';
import type { LevelDraft } from '../roster/port.ts';

const priceOf = (facts: ReadonlyMap<string, Fact>, id: string): Fact & { value: number } => {
  const fact = facts.get(id);
  if (!fact) throw new RangeError(`no fact "${id}"`);
  if (fact.unit !== 'price' || typeof fact.value !== 'number') throw new RangeError(`"${id}" is no price`);
  return fact as Fact & { value: number };
};

/**
 * base + multiple x step, rounded to the base's digits, with its formula in fact ids, or in labels when a
 * language is given. Throws RangeError for a fact that is absent or no price,
 * and for a level that would not be above zero.
 */
export function priceLevel(
  draft: LevelDraft,
  facts: ReadonlyMap<string, Fact>,
  language?: Language,
): PriceLevel {
  const base = priceOf(facts, draft.base);
  const plain = draft.multiple === 0;
  const step = plain ? undefined : priceOf(facts, draft.step);
  const scale = 10 ** base.digits;
  const price = Math.round((base.value + draft.multiple * (step?.value ?? 0)) * scale) / scale;
  if (!(price > 0)) throw new RangeError(`the level ${price} is not above zero`);
  const sign = draft.multiple < 0 ? '-' : '+';
  const nameOf = (fact: Fact): string => (language ? fact.label[language] : fact.id);
  return {
    price,
    currency: base.currency ?? 'XTS',
    digits: base.digits,
    formula: step
      ? `${nameOf(base)} ${sign} ${Math.abs(draft.multiple)} ${language ? '×' : 'x'} ${nameOf(step)}`
      : nameOf(base),
    factIds: step ? [base.id, step.id] : [base.id],
  };
}
