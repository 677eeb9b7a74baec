import type { Decision, GroundedText } from '@sagacity/contracts/reports';

/** Every text of a decision that a reader sees. */
export const textsOfDecision = (decision: Decision): readonly GroundedText[] =>
  decision.kind === 'unrated'
    ? [decision.because]
    : [decision.summary, ...decision.reasons, ...decision.wouldChange];
