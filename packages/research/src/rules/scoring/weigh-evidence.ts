import type { Horizon } from '@sagacity/contracts/reports';
import type { Evidence } from '../../roster/port.ts';
import { clamp, familyOf } from '../finding.ts';
import { type Family, families, familyWeights, strengthFloor } from '../weights.ts';

export interface FamilyScore {
  readonly family: Family;
  /** -1 to 1. */
  readonly score: number;
  /** Of the horizon's hundred percent. */
  readonly weightPct: number;
}

export interface Weighed {
  /** -1 to 1; null without evidence. */
  readonly score: number | null;
  /** Share of the horizon's weights that has evidence, 0 to 1. */
  readonly coverage: number;
  /** 1: all evidence points one way; 0: it cancels out. */
  readonly agreement: number;
  /** Heaviest first. */
  readonly families: readonly FamilyScore[];
}

const familyScore = (evidence: readonly Evidence[]): number => {
  const signed = evidence.reduce((sum, { direction, strength }) => sum + direction * strength, 0);
  const full = evidence.reduce((sum, { strength }) => sum + Math.max(strength, strengthFloor), 0);
  return clamp(signed / full, -1, 1);
};

/** Weighted mean of the family scores by the horizon's weights; families without evidence do not count. */
export function weighEvidence(evidence: readonly Evidence[], horizon: Horizon): Weighed {
  const weights = familyWeights[horizon];
  const scores = families.flatMap((family): FamilyScore[] => {
    const own = evidence.filter(({ topic }) => familyOf(topic) === family);
    return own.length === 0 ? [] : [{ family, score: familyScore(own), weightPct: weights[family] }];
  });
  const covered = scores.reduce((sum, { weightPct }) => sum + weightPct, 0);
  const signed = scores.reduce((sum, { score, weightPct }) => sum + score * weightPct, 0);
  const absolute = scores.reduce((sum, { score, weightPct }) => sum + Math.abs(score) * weightPct, 0);
  return {
    score: covered === 0 ? null : signed / covered,
    coverage: covered / 100,
    agreement: absolute === 0 ? 0 : Math.abs(signed) / absolute,
    families: scores.sort((a, b) => b.weightPct - a.weightPct),
  };
}

/** How much one piece of evidence matters at a horizon: strength times the weight of its family. */
export const impactOf = ({ topic, direction, strength }: Evidence, horizon: Horizon): number =>
  Math.abs(direction) * strength * (familyWeights[horizon][familyOf(topic) as Family] ?? 0);
