import type { Decision, GroundedText, Reason } from '@sagacity/contracts/reports';

type Rated = Extract<Decision, { kind: 'rated' }>;
/** As stored by versions that sorted reasons by whether they speak for the rating. */
type RatedBefore = Omit<Rated, 'reasons'> & {
  readonly reasonsFor: GroundedText[];
  readonly reasonsAgainst: GroundedText[];
};

/** A stored decision in the form of today, its reasons by the direction of their evidence. */
export function readDecision(stored: Decision | RatedBefore): Decision {
  if (!('reasonsFor' in stored)) return stored;
  const { reasonsFor, reasonsAgainst, ...decision } = stored;
  const up = decision.rating.endsWith('sell') ? -1 : 1;
  const isHold = decision.rating === 'hold';
  const read = (texts: readonly GroundedText[], isFor: boolean) =>
    texts.map((text): Reason => ({ ...text, direction: isFor ? up : -up, supports: isHold ? null : isFor }));
  return { ...decision, reasons: [...read(reasonsFor, true), ...read(reasonsAgainst, false)] };
}
