import type { Fact } from '@sagacity/contracts/facts';
import { describe, expect, it } from 'vitest';
import { formatFact } from './fact.ts';
import { formatChangePct, formatCompact, formatCost, formatNumber } from './number.ts';
import { formatAgo, formatDuration, formatTook, toIsoDay } from './time.ts';

describe('numbers', () => {
  it('keeps the digits asked for and uses a true minus', () => {
    expect(formatNumber(-1234.5, 2, 'en')).toBe('−1,234.50');
  });
  it('puts a sign before every change but zero', () => {
    expect(formatChangePct(1.204, 'en')).toBe('+1.20%');
    expect(formatChangePct(-0.5, 'zh')).toBe('−0.50%');
    expect(formatChangePct(-0.001, 'en')).toBe('0.00%');
  });
  it('scales by ten thousands in Chinese and by thousands in English', () => {
    expect(formatCompact(1_234_000_000, 'zh')).toBe('12.3亿');
    expect(formatCompact(1_234_000_000, 'en')).toBe('1.23bn');
    expect(formatCompact(-56_000, 'zh')).toBe('−5.60万');
    expect(formatCompact(12, 'en')).toBe('12');
  });
  it('shows small costs to a hundredth of a cent', () => {
    expect(formatCost(0)).toBe('$0.00');
    expect(formatCost(0.00312)).toBe('$0.0031');
    expect(formatCost(1.239)).toBe('$1.24');
  });
});

describe('times', () => {
  it('writes durations as a clock', () => {
    expect(formatDuration(7_900)).toBe('0:07');
    expect(formatDuration(3_725_000)).toBe('1:02:05');
    expect(formatTook(8_240)).toBe('8.2 s');
    expect(formatTook(340)).toBe('340 ms');
  });
  it('says how long ago', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(formatAgo('2026-11-23T11:55:00Z', now, 'en')).toBe('5 minutes ago');
    expect(formatAgo('2026-11-22T12:00:00Z', now, 'zh')).toBe('昨天');
  });
  it('writes a local day', () => {
    expect(toIsoDay(new Date(2026, 0, 5))).toBe('2026-01-05');
  });
});

describe('facts', () => {
  const fact: Fact = {
    id: 'bar.close',
    group: 'market',
    label: { zh: '收盘价', en: 'Close' },
    value: 1688.5,
    unit: 'price',
    currency: 'CNY',
    digits: 2,
    asOf: '2026-11-20',
    source: { provider: 'csv', dataset: 'bars' },
  };
  it('carries unit and currency', () => {
    expect(formatFact(fact, 'en')).toBe('1,688.50 CNY');
    expect(formatFact({ ...fact, unit: 'percent', currency: undefined, value: 12.34 }, 'en')).toBe('12.34%');
    expect(formatFact({ ...fact, unit: 'money', value: 2.5e9 }, 'zh')).toBe('25.0亿 CNY');
    expect(formatFact({ ...fact, unit: 'text', value: 'annual' }, 'en')).toBe('annual');
  });
});
