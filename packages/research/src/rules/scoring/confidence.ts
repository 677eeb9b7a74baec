import type { Horizon } from '@sagacity/contracts/reports';
import { clamp, familyOf } from '../finding.ts';
import { confidenceBasis, confidenceParts, type Family, kindOf, kinds } from '../weights.ts';

export interface BasisInput {
  /** Share of the horizon's weights that has evidence, 0 to 1. */
  readonly coverage: number;
  /** Daily bars. */
  readonly bars: number;
  /** Topics of the evidence. */
  readonly topics: readonly string[];
}

/** How broad the ground of a rating is, 0 to 1; more history, more kinds of evidence or more coverage never lower it. */
export function basisOf({ coverage, bars, topics }: BasisInput, horizon: Horizon): number {
  const heard = new Set(topics.map((topic) => kindOf[familyOf(topic) as Family]));
  return (
    confidenceBasis.coverage * coverage +
    confidenceBasis.history * clamp(bars / confidenceBasis.fullBars[horizon], 0, 1) +
    confidenceBasis.kinds * (heard.size / kinds.length)
  );
}

/** 0 to `max`: agreement counts only as far as the ground is broad. */
export const confidenceOf = (basis: number, agreement: number, freshness: number): number =>
  Math.min(
    confidenceParts.max,
    confidenceParts.base +
      confidenceParts.freshness * freshness +
      basis * (confidenceParts.breadth + confidenceParts.agreement * agreement),
  );
