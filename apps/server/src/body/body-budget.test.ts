import { expect, it } from 'vitest';
import { createBodyBudget } from './body-budget.ts';

const open = () => createBodyBudget({ public: { total: 100, each: 40 }, large: { total: 10, each: 10 } });
const full = expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfterMs: 2_000 } });

it('refuses what goes beyond the share of one, and leaves room for others', () => {
  const budget = open();
  budget.take('public', 'a', 40);
  expect(() => budget.take('public', 'a', 1)).toThrow(full);
  expect(() => budget.take('public', 'b', 40)).not.toThrow();
});

it('refuses what goes beyond all together, and fills no other lane', () => {
  const budget = open();
  for (const who of ['a', 'b']) budget.take('public', who, 40);
  expect(() => budget.take('public', 'c', 21)).toThrow(full);
  expect(() => budget.take('large', 'c', 10)).not.toThrow();
});

it('gives back what was held, once', () => {
  const budget = open();
  const giveBack = budget.take('public', 'a', 40);
  giveBack();
  giveBack();
  expect(budget.held('public')).toBe(0);
  expect(() => budget.take('public', 'a', 40)).not.toThrow();
});
