import { expect, it } from 'vitest';
import { sampleSnapshot } from '../fixtures/sample-snapshot.ts';
import { spaceChinese } from './space-chinese.ts';

const facts = new Map(
  sampleSnapshot().facts.map((fact) => [
    fact.id,
    fact.currency ? { ...fact, currency: 'CNY' as const } : fact,
  ]),
);
const spaced = (market: string, language: 'zh' | 'en' = 'zh') =>
  spaceChinese({ sections: { market }, evidence: [], facts: [], score: null }, facts, language).sections
    .market;

it.each([
  ['收盘价 [[market.close]] 在均线之上', '收盘价 [[market.close]]在均线之上'],
  ['RSI(14) 为 [[market.rsi14]] 时', 'RSI(14) 为 [[market.rsi14]] 时'],
  ['本方的RSI与KDJ相当', '本方的 RSI 与 KDJ 相当'],
  ['“A股ETF大涨”属实', '“A股ETF大涨”属实'],
])('puts the spaces of %s where Chinese wants them', (text, expected) => {
  expect(spaced(text)).toBe(expected);
});

it('leaves English alone', () => {
  expect(spaced('at [[market.close]] 在', 'en')).toBe('at [[market.close]] 在');
});
