import type { Fact } from '@sagacity/contracts/facts';
import type { NumberSpan } from '@sagacity/contracts/reports';
import type { Claim, Span } from './claim.ts';
import { judgeAgain, judgeClaim, type Scene, type Verdict } from './judge-claim.ts';
import { isNumeric, type NumericFact } from './match-fact.ts';
import { indexNames, type NameIndex } from './name-index.ts';
import { type FactAt, operandsOf } from './operands.ts';
import { readClaims } from './read-claims.ts';
import { splitSentences } from './split-sentences.ts';

export type PlacedSpan = NumberSpan & Span;

const indexes = new WeakMap<ReadonlyMap<string, Fact>, { index: NameIndex; numeric: NumericFact[] }>();

function indexOf(facts: ReadonlyMap<string, Fact>) {
  const held = indexes.get(facts);
  if (held) return held;
  const made = { index: indexNames(facts.values()), numeric: [...facts.values()].filter(isNumeric) };
  indexes.set(facts, made);
  return made;
}

/** Nobody reads a text of more numbers; those after it are unsourced without a look. */
const mostJudged = 600;

/** Every typed number outside `skip`, with the fact or derivation it states, or unsourced. */
export function judgeClaims(
  text: string,
  facts: ReadonlyMap<string, Fact>,
  skip: readonly Span[],
  cited: readonly PlacedSpan[],
): PlacedSpan[] {
  const read = readClaims(text, merge(skip));
  if (read.length === 0) return [];
  const { index, numeric: all } = indexOf(facts);
  const citedFacts = cited.flatMap(({ factIds, start }): FactAt[] => {
    const fact = facts.get(factIds[0] ?? '');
    return fact && isNumeric(fact) ? [{ fact, at: start }] : [];
  });
  const judged: PlacedSpan[] = [];
  let context = new Map<string, NumericFact>();
  const claimsUntil = inTurn(read.slice(0, mostJudged), (claim) => claim.start);
  const citedUntil = inTurn(citedFacts, ({ at }) => at);
  let paragraph = -1;
  for (const sentence of splitSentences(text)) {
    if (sentence.paragraph !== paragraph) context = new Map();
    paragraph = sentence.paragraph;
    const { start, end } = sentence;
    const mentions = index(sentence.text).map((m) => ({ ...m, start: m.start + start, end: m.end + start }));
    const here = citedUntil(end);
    const operands = operandsOf(text, mentions, here, facts);
    const inside = claimsUntil(end);
    const scene: Scene = {
      text,
      sentence,
      claims: inside,
      mentions,
      operands,
      context: [...context.values()],
      all,
    };
    judged.push(...judgeSentence(scene, here, facts));
    for (const { fact } of operands) context.set(fact.id, fact);
  }
  return [...judged, ...read.slice(mostJudged).flatMap((claim) => toSpan(claim, { status: 'unsourced' }))];
}

/** What lies before `end` and was not given before, of `items` in the order of their places. */
function inTurn<T>(items: readonly T[], placeOf: (item: T) => number): (end: number) => T[] {
  let next = 0;
  return (end) => {
    const from = next;
    while (next < items.length && placeOf(items[next]!) < end) next++;
    return items.slice(from, next);
  };
}

/** Each number by itself; then those that state nothing, with what the others state. */
function judgeSentence(
  scene: Scene,
  cited: readonly FactAt[],
  facts: ReadonlyMap<string, Fact>,
): PlacedSpan[] {
  const verdicts = scene.claims.map((claim) => [claim, judgeClaim(claim, scene)] as const);
  const stated = verdicts.flatMap(([claim, verdict]): FactAt[] =>
    verdict.status === 'sourced' ? [{ fact: verdict.fact, at: claim.start }] : [],
  );
  const operands =
    stated.length > 0 ? operandsOf(scene.text, scene.mentions, [...cited, ...stated], facts) : [];
  return verdicts.flatMap(([claim, verdict]) => {
    const final =
      verdict.status === 'unsourced' && stated.length > 0 ? judgeAgain(claim, scene, operands) : null;
    return toSpan(claim, final ?? verdict);
  });
}

function toSpan({ start, end }: Claim, verdict: Verdict): PlacedSpan[] {
  const place = { start, end, text: '' };
  switch (verdict.status) {
    case 'no-claim':
      return [];
    case 'sourced':
      return [{ ...place, status: 'sourced', factIds: [verdict.fact.id] }];
    case 'derived':
      return [
        { ...place, status: 'derived', factIds: verdict.facts.map(({ id }) => id), derivation: verdict.name },
      ];
    case 'unsourced':
      return [{ ...place, status: 'unsourced', factIds: [] }];
  }
}

function merge(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return sorted.filter((span, i) => i === 0 || span.end > sorted[i - 1]!.end);
}
