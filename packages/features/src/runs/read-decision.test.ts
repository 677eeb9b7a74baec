import { type Decision, decisionSchema, type Rating } from '@sagacity/contracts/reports';
import { describe, expect, it } from 'vitest';
import { readDecision } from './read-decision.ts';

const text = (body: string) => ({ body, numbers: [] });
const before = (rating: Rating) => ({
  kind: 'rated' as const,
  rating,
  confidence: 0.5,
  risk: 0.5,
  horizon: 'medium' as const,
  target: null,
  stop: null,
  positionPct: null,
  summary: text('Said.'),
  reasonsFor: [text('for the rating')],
  reasonsAgainst: [text('against it')],
  wouldChange: [],
});

describe('a stored decision', () => {
  it.each([
    ['buy', 1, true],
    ['strong-sell', -1, true],
    ['hold', 1, null],
  ] as const)('of an earlier form is read by direction when it is to %s', (rating, direction, supports) => {
    const decision = decisionSchema.parse(readDecision(before(rating)));
    expect(decision).toMatchObject({
      reasons: [
        { body: 'for the rating', direction, supports },
        { body: 'against it', direction: -direction, supports: supports === null ? null : false },
      ],
    });
    expect(Object.keys(decision)).not.toContain('reasonsFor');
  });

  it('of today stays as it is', () => {
    const unrated: Decision = { kind: 'unrated', because: text('No prices.') };
    expect(readDecision(unrated)).toBe(unrated);
  });
});
