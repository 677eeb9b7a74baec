import { describe, expect, it } from 'vitest';
import { mostAtOnce } from './leading-terms.ts';

const term = (fromMs: number, untilMs: number) => ({ token: fromMs, fromMs, untilMs });

describe('mostAtOnce', () => {
  it('is one where each term begins after the one before has ended', () => {
    expect(mostAtOnce([term(0, 10), term(10, 20), term(25, Number.POSITIVE_INFINITY)])).toBe(1);
  });

  it('is two where a term begins before another has ended', () => {
    expect(mostAtOnce([term(0, 11), term(10, 20), term(20, 30)])).toBe(2);
  });

  it('is none without a term', () => {
    expect(mostAtOnce([])).toBe(0);
  });
});
