import type { Fact } from '@sagacity/contracts/facts';
import { expect, it } from 'vitest';
import { renderFact } from './render-fact.ts';

const fact = (over: Partial<Fact>): Fact => ({
  id: 'market.close',
  group: 'market',
  label: { zh: '', en: '' },
  value: 0,
  unit: 'price',
  digits: 2,
  asOf: '2024-06-28',
  source: { provider: 'demo', dataset: 'bars' },
  ...over,
});

it.each([
  [{ value: 1467.39, currency: 'CNY' }, '1,467.39元', 'CN¥1,467.39'],
  [{ value: -0.5, currency: 'USD' }, '-0.50美元', '-$0.50'],
  [{ value: 157_062_000_000, unit: 'money', currency: 'CNY' }, '1,570.62亿元', 'CN¥157.06bn'],
  [{ value: 1.843e12, unit: 'money', currency: 'HKD' }, '1.84万亿港元', 'HK$1.84tn'],
  [{ value: 2_861_300, unit: 'shares', digits: 0 }, '286.13万股', '2.86m shares'],
  [{ value: 12.34, unit: 'percent', digits: 1 }, '12.3%', '12.3%'],
  [{ value: -0.001, unit: 'percent' }, '0.00%', '0.00%'],
  [{ value: 23.66, unit: 'ratio' }, '23.66倍', '23.66x'],
  [{ value: 12, unit: 'days', digits: 0 }, '12天', '12 days'],
  [{ value: 12.5, currency: 'XTS' }, '12.50 XTS', 'XTS 12.50'],
  [{ value: '2024-06-28', unit: 'date' }, '2024-06-28', '2024-06-28'],
] as const)('renders %o in both languages', (over, zh, en) => {
  expect(renderFact(fact(over), 'zh')).toBe(zh);
  expect(renderFact(fact(over), 'en')).toBe(en);
});
