import type { Absence, Fact, Language, Localized } from '@sagacity/contracts/facts';
import type { Horizon } from '@sagacity/contracts/reports';
import {
  type Decision,
  decisionSchema,
  type PriceLevel,
  type Rating,
  type Reason,
} from '@sagacity/contracts/reports';
import { AppError, messageOf } from '@sagacity/kernel';
import type { Ground } from '../grounding/port.ts';
import type { DecisionDraft, LevelDraft } from '../roster/port.ts';
import { checkLevels } from './check-levels.ts';
import { fillEmptySides } from './fill-empty-sides.ts';
import { priceLevel } from './price-level.ts';

export interface DecisionContext {
  /** Snapshot facts and readings. */
  readonly facts: ReadonlyMap<string, Fact>;
  readonly horizon: Horizon;
  readonly language: Language;
  readonly ground: Ground;
  /** Areas nobody looked at; named where a side has no reason. */
  readonly unexamined: readonly Localized[];
}

const labels = {
  target: { zh: '目标价', en: 'Target price' },
  stop: { zh: '止损价', en: 'Stop' },
} as const satisfies Record<string, Localized>;

const supports = (rating: Rating, direction: number): boolean | null => {
  if (direction === 0) return false;
  return rating === 'hold' ? null : rating.endsWith('buy') === direction > 0;
};

/**
 * The decision a reader sees: texts grounded, levels computed. A level that cannot be computed or contradicts the rating is null,
 * with the reason as an absence. Throws INTERNAL for a draft outside its ranges.
 */
export function toDecision(
  draft: DecisionDraft,
  context: DecisionContext,
): { decision: Decision; absences: Absence[] } {
  const ground = (text: string) => context.ground(text, context.facts, context.language);
  if (draft.kind === 'unrated')
    return { decision: { kind: 'unrated', because: ground(draft.because) }, absences: [] };
  const absences: Absence[] = [];
  const refuse = (name: 'target' | 'stop', detail: string): null => {
    absences.push({ what: `decision.${name}`, label: labels[name], reason: 'no-data', detail });
    return null;
  };
  const compute = (
    name: 'target' | 'stop',
    drafted: LevelDraft | null,
    rating: Rating,
  ): PriceLevel | null => {
    if (!drafted) return null;
    try {
      const computed = priceLevel(drafted, context.facts, context.language);
      const level = { name, price: computed.price, rating, horizon: context.horizon };
      const fault = checkLevels(level, context.facts);
      return fault ? refuse(name, fault[context.language]) : computed;
    } catch (error) {
      if (error instanceof RangeError) return refuse(name, messageOf(error));
      throw error;
    }
  };
  const { rating, confidence, risk, positionPct } = draft;
  const decision = decisionSchema.safeParse({
    kind: 'rated',
    rating,
    confidence,
    risk,
    horizon: context.horizon,
    target: compute('target', draft.target, rating),
    stop: compute('stop', draft.stop, rating),
    positionPct,
    summary: ground(draft.summary),
    reasons: fillEmptySides(draft.reasons, context.unexamined, context.language).map(
      ({ claim, direction }): Reason => ({
        ...ground(claim),
        direction,
        supports: supports(rating, direction),
      }),
    ),
    wouldChange: draft.wouldChange.map(ground),
  });
  if (!decision.success)
    throw new AppError('INTERNAL', `The decision does not match its contract: ${decision.error.message}`, {
      issues: decision.error.issues,
    });
  return { decision: decision.data, absences };
}
