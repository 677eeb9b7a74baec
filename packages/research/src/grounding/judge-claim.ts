import type { Fact } from '@sagacity/contracts/facts';
import { boundFacts } from './bound-facts.ts';
import type { Claim } from './claim.ts';
import { isConventionalLevel } from './conventional-level.ts';
import { derive, type Operand } from './derive.ts';
import { directionOf } from './direction.ts';
import { expectedHits, fitsUnit, isNumeric, type NumericFact, states } from './match-fact.ts';
import type { Mention } from './name-index.ts';
import type { Sentence } from './split-sentences.ts';

/** A sentence with what it speaks of; `context` are the facts of the paragraph before it, `all` those there are. */
export interface Scene {
  readonly text: string;
  readonly sentence: Sentence;
  readonly claims: readonly Claim[];
  readonly mentions: readonly Mention[];
  readonly operands: readonly Operand[];
  readonly context: readonly NumericFact[];
  readonly all: readonly NumericFact[];
}

export type Verdict =
  | { readonly status: 'sourced'; readonly fact: NumericFact }
  | { readonly status: 'derived'; readonly name: string; readonly facts: readonly NumericFact[] }
  | { readonly status: 'unsourced' }
  | { readonly status: 'no-claim' };

/** Chance that a number said of nothing known meets a fact by accident; above this it must be named. */
const acceptableHits = 0.04;

const clauseBefore = (text: string) => /(?<![^,，。;；!?！？\n])[^,，。;；!?！？\n]*$/.exec(text)?.[0] ?? '';
const clauseAfter = (text: string) => /^[^,，。;；!?！？\n]*/.exec(text)?.[0] ?? '';

function directionAt({ text, sentence, claims }: Scene, claim: Claim): -1 | 0 | 1 {
  const at = claims.indexOf(claim);
  const from = Math.max(sentence.start, claims[at - 1]?.end ?? 0);
  const to = Math.min(sentence.end, claims[at + 1]?.start ?? sentence.end);
  return directionOf(clauseBefore(text.slice(from, claim.start)), clauseAfter(text.slice(claim.end, to)));
}

/** The value a reader sees, when the fact holds more decimals than it shows: texts may be computed from either. */
function shown(fact: NumericFact): NumericFact {
  const scale = 10 ** fact.digits;
  const value = Math.round(fact.value * scale) / scale;
  return value === fact.value ? fact : { ...fact, value };
}

/** What a typed number states: a named fact first, then a derivation, then a fact of its surroundings. */
export function judgeClaim(claim: Claim, scene: Scene): Verdict {
  const { text, sentence, operands, context, mentions, all } = scene;
  const direction = directionAt(scene, claim);
  const matching = (pool: readonly NumericFact[]) =>
    pool.find((fact) => {
      if (!fitsUnit(claim, fact)) return false;
      const visible = shown(fact);
      return states(claim, fact, direction) || (visible !== fact && states(claim, visible, direction));
    });

  const bound = boundFacts(text, claim, mentions);
  const direct = matching(bound ?? operands.map(({ fact }) => fact));
  if (direct) return { status: 'sourced', fact: direct };
  const derived = deriveEither(claim, operands, sentence.text, direction);
  if (derived) return derived;
  if (!bound) {
    const near = claim.significant >= 2 ? matching([...context, ...familyOf(operands, all)]) : undefined;
    if (near) return { status: 'sourced', fact: near };
    const rare = claim.significant >= 3 && expectedHits(claim, all) <= acceptableHits;
    const anywhere = rare ? matching(all) : undefined;
    if (anywhere) return { status: 'sourced', fact: anywhere };
  }
  const named = operands.map(({ fact }) => fact);
  const noClaim = isBareYear(claim, text, all) || isConventionalLevel(claim, text, named);
  return { status: noClaim ? 'no-claim' : 'unsourced' };
}

/** For a number that states nothing by itself: a derivation from what the other numbers of its sentence state. */
export const judgeAgain = (claim: Claim, scene: Scene, operands: readonly Operand[]): Verdict | null =>
  deriveEither(claim, operands, scene.sentence.text, directionAt(scene, claim));

function deriveEither(
  claim: Claim,
  operands: readonly Operand[],
  sentence: string,
  direction: -1 | 0 | 1,
): Verdict | null {
  const visible = operands.map((operand) => ({ ...operand, fact: shown(operand.fact) }));
  const differs = visible.some(({ fact }, i) => fact !== operands[i]?.fact);
  const found =
    derive(claim, operands, sentence, direction) ??
    (differs ? derive(claim, visible, sentence, direction) : null);
  return found ? { status: 'derived', name: found.name, facts: found.facts } : null;
}

/** Facts that belong to a named one: the percentile and median of a P/E. */
const familyOf = (operands: readonly Operand[], all: readonly NumericFact[]): NumericFact[] =>
  all.filter(({ id }) => operands.some(({ fact }) => id.startsWith(`${fact.id}-`)));

const isBareYear = (claim: Claim, text: string, all: readonly Fact[]): boolean => {
  const said = text.slice(claim.start, claim.end);
  if (claim.kind !== 'plain' || !/^(?:19|20)\d{2}$/.test(said)) return false;
  return all
    .filter(isNumeric)
    .some(({ asOf, source }) => said <= asOf.slice(0, 4) && said >= (source.from ?? asOf).slice(0, 4));
};
