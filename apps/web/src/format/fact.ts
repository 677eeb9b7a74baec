import type { Fact, Language } from '@sagacity/contracts/facts';
import { formatCompact, formatNumber } from './number.ts';

const suffix: Partial<Record<Fact['unit'], Record<Language, string>>> = {
  percent: { zh: '%', en: '%' },
  ratio: { zh: '倍', en: '×' },
  shares: { zh: '股', en: ' sh' },
  days: { zh: '天', en: ' d' },
};

/** A fact's value as a reader sees it, with its unit and currency. */
export function formatFact(fact: Fact, language: Language): string {
  if (typeof fact.value === 'string') return fact.value;
  const big = fact.unit === 'money' || fact.unit === 'shares' || fact.unit === 'count';
  const number = big ? formatCompact(fact.value, language) : formatNumber(fact.value, fact.digits, language);
  const unit = suffix[fact.unit]?.[language] ?? '';
  const currency = fact.currency === undefined ? '' : ` ${fact.currency}`;
  return `${number}${unit}${currency}`;
}
