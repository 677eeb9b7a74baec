import type { Currency } from '@sagacity/contracts/facts';
import type { ClaimKind } from './claim.ts';

export const magnitudes: Readonly<Record<string, number>> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  十亿: 1e9,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万: 1e4,
  千: 1e3,
  trillion: 1e12,
  tn: 1e12,
  t: 1e12,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  million: 1e6,
  mn: 1e6,
  mm: 1e6,
  m: 1e6,
  thousand: 1e3,
  k: 1e3,
};

const units: readonly (readonly [RegExp, ClaimKind, number])[] = [
  [/^(?:个?百分点|percentage[ -]points?|ppts?|pp)$/i, 'percent-points', 1],
  [/^(?:个?基点|basis points?|bps?)$/i, 'percent-points', 0.01],
  [/^(?:%|percent(?:age)?|per cent|pct|(?:th|st|nd|rd) percentile|分位)$/i, 'percent', 1],
  [/^(?:cents?|美分)$/i, 'money', 0.01],
  [/^成$/, 'percent', 10],
  [/^(?:倍|x|×|times|-?fold)$/i, 'times', 1],
  [/^手$/, 'shares', 100],
  [/^(?:股|shares)$/i, 'shares', 1],
  [/^(?:条|则|篇|件|根|.*(?:items?|articles?|headlines?|stories|bars))$/i, 'count', 1],
  [/^(?:.*(?:days?|sessions?)|个?交易日|天|日)$/i, 'days', 1],
  [/^(?:.*points?|点)$/i, 'points', 1],
];

/** What a unit typed after a number means; null for a currency or nothing. */
export const unitOf = remembered((text): { kind: ClaimKind; scale: number } | null => {
  const row = units.find(([pattern]) => pattern.test(text));
  return row ? { kind: row[1], scale: row[2] } : null;
});

const currencies: readonly (readonly [RegExp, Currency | 'other'])[] = [
  [/^(?:HK\$|HKD|港元|港币|Hong Kong dollars?)$/i, 'HKD'],
  [/^(?:US\$|\$|USD|美元|(?:US )?dollars?|cents?|美分)$/i, 'USD'],
  [/^(?:CN¥|¥|RMB|CNY|元|元人民币|人民币|yuan|renminbi)$/i, 'CNY'],
  [/^XTS$/i, 'XTS'],
  [/^(?:[€£]|NT\$|EUR|GBP|JPY|欧元|日元|英镑)$/i, 'other'],
];

/** Null when the text names no currency. */
export const currencyOf = remembered(
  (text): Currency | 'other' | null => currencies.find(([pattern]) => pattern.test(text))?.[1] ?? null,
);

/** Units come from a closed set of spellings, so each is looked up once. */
function remembered<T>(look: (text: string) => T | null): (text: string | undefined) => T | null {
  const held = new Map<string, T | null>();
  return (text) => {
    if (!text) return null;
    const known = held.get(text);
    if (known !== undefined) return known;
    const found = look(text);
    held.set(text, found);
    return found;
  };
}
