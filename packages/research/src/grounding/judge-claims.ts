import type { Fact } from '@sagacity/contracts/facts';
import type { NumberSpan } from '@sagacity/contracts/reports';
import type { Claim, Span } from './claim.ts';
import { derive, type Operand } from './derive.ts';
import { directionOf } from './direction.ts';
import { expectedHits, fitsUnit, isNumeric, type NumericFact, states } from './match-fact.ts';
import { indexNames, type Mention, type NameIndex } from './name-index.ts';
import { readClaims } from './read-claims.ts';
import { type Sentence, splitSentences } from './split-sentences.ts';

export type PlacedSpan = NumberSpan & Span;

/** A sentence with what it names; `context` adds the paragraph's earlier names and citations. */
interface Scene {
  readonly sentence: Sentence;
  readonly mentions: readonly Mention[];
  readonly operands: readonly Operand[];
  readonly context: readonly NumericFact[];
}

/** Chance that a number without a name beside it hits a fact by accident; above this it must be named. */
const acceptableHits = 0.04;

const indexes = new WeakMap<ReadonlyMap<string, Fact>, { index: NameIndex; numeric: NumericFact[] }>();

function indexOf(facts: ReadonlyMap<string, Fact>) {
  const held = indexes.get(facts);
  if (held) return held;
  const made = { index: indexNames(facts.values()), numeric: [...facts.values()].filter(isNumeric) };
  indexes.set(facts, made);
  return made;
}

/** Every typed number outside `skip`, with the fact or derivation it states, or unsourced. */
export function judgeClaims(
  text: string,
  facts: ReadonlyMap<string, Fact>,
  skip: readonly Span[],
  cited: readonly PlacedSpan[],
): PlacedSpan[] {
  const claims = readClaims(text, merge(skip));
  if (claims.length === 0) return [];
  const { index, numeric } = indexOf(facts);
  const citedFacts = cited.flatMap((span) => {
    const fact = facts.get(span.factIds[0] ?? '');
    return fact && isNumeric(fact) ? [{ fact, at: span.start }] : [];
  });
  const judged: PlacedSpan[] = [];
  let context: NumericFact[] = [];
  let paragraph = -1;
  for (const sentence of splitSentences(text)) {
    if (sentence.paragraph !== paragraph) context = [];
    paragraph = sentence.paragraph;
    const inside = claims.filter((claim) => claim.start >= sentence.start && claim.start < sentence.end);
    const mentions = index(sentence.text).map((m) => ({
      ...m,
      start: m.start + sentence.start,
      end: m.end + sentence.start,
    }));
    const here = citedFacts.filter(({ at }) => at >= sentence.start && at < sentence.end);
    const scene: Scene = { sentence, mentions, operands: operandsOf(text, mentions, here, facts), context };
    inside.forEach((claim, i) => {
      const span = judge(text, claim, inside[i - 1], inside[i + 1], scene, numeric);
      if (span) judged.push(span);
    });
    context = [...context, ...scene.operands.map(({ fact }) => fact)];
  }
  return judged;
}

const baseCue =
  /(?:较|比|距离?|相对于?|相比|高于|低于|高出|跌破|突破|than|above|below|over|under|from|vs\.?|versus|against|to|of)\s*(?:the|its|own|their|a|历史)?\s*(?:the|own)?\s*$/i;

function operandsOf(
  text: string,
  mentions: readonly Mention[],
  cited: readonly { fact: NumericFact; at: number }[],
  facts: ReadonlyMap<string, Fact>,
): Operand[] {
  const operands = new Map<string, Operand>();
  const put = (fact: Fact, at: number, base: boolean) => {
    if (!isNumeric(fact)) return;
    const held = operands.get(fact.id);
    if (!held || (base && !held.base)) operands.set(fact.id, { fact, at, base });
  };
  for (const { fact, at } of cited) put(fact, at, baseCue.test(text.slice(Math.max(0, at - 24), at)));
  for (const { start, facts: named } of mentions) {
    const base = baseCue.test(text.slice(Math.max(0, start - 24), start));
    for (const fact of named) put(fact, start, base);
  }
  for (const { fact, at } of [...operands.values()]) {
    const previous = facts.get(`${fact.id}-previous`);
    if (previous) put(previous, at, true);
  }
  const close = facts.get('market.close');
  if (close && [...operands.values()].some(({ fact }) => fact.unit === 'price' && fact.group === 'market'))
    put(close, -1, false);
  return [...operands.values()];
}

function judge(
  text: string,
  claim: Claim,
  before: Claim | undefined,
  after: Claim | undefined,
  scene: Scene,
  all: readonly NumericFact[],
): PlacedSpan | null {
  const { sentence, operands, context } = scene;
  const direction = directionOf(
    clauseBefore(text.slice(Math.max(sentence.start, before?.end ?? 0), claim.start)),
    clauseAfter(text.slice(claim.end, Math.min(sentence.end, after?.start ?? sentence.end))),
  );
  const said = text.slice(claim.start, claim.end);
  const matching = (pool: readonly NumericFact[]) =>
    pool.find((fact) => fitsUnit(claim, fact) && states(claim, fact, direction));
  const sourced = (fact: NumericFact): PlacedSpan => ({
    ...place(claim),
    status: 'sourced',
    factIds: [fact.id],
  });

  const bound = boundFacts(text, claim, scene);
  const named = bound ?? operands.map(({ fact }) => fact);
  const direct = matching(named);
  if (direct) return sourced(direct);
  const derived = derive(claim, operands, sentence.text, direction);
  if (derived)
    return {
      ...place(claim),
      status: 'derived',
      factIds: derived.facts.map((f) => f.id),
      derivation: derived.name,
    };
  if (!bound) {
    const near = claim.significant >= 2 ? matching([...context, ...familyOf(operands, all)]) : undefined;
    if (near) return sourced(near);
    const anywhere =
      claim.significant >= 3 && expectedHits(claim, all) <= acceptableHits ? matching(all) : undefined;
    if (anywhere) return sourced(anywhere);
  }
  if (claim.kind === 'plain' && /^(?:19|20)\d{2}$/.test(said) && all.some((f) => inYears(f, said)))
    return null;
  return { ...place(claim), status: 'unsourced', factIds: [] };
}

/** Facts that belong to a named one: the percentile and median of a P/E. */
const familyOf = (operands: readonly Operand[], all: readonly NumericFact[]): NumericFact[] =>
  all.filter(({ id }) => operands.some(({ fact }) => id.startsWith(`${fact.id}-`)));

const place = ({ start, end }: Span) => ({ start, end, text: '' });
const inYears = ({ asOf, source }: Fact, year: string) =>
  year <= asOf.slice(0, 4) && year >= (source.from ?? asOf).slice(0, 4);

const clauseBefore = (text: string) => /[^,，。;；!?！？\n]*$/.exec(text)?.[0] ?? '';
const clauseAfter = (text: string) => /^[^,，。;；!?！？\n]*/.exec(text)?.[0] ?? '';
const copula =
  /^(?:[\s:：=|为是约达到至在于报高仅只有的录得处达近]|位于|[(（]ttm[)）]|[(（]|\b(?:is|was|are|were|at|of|stands|stood|reads|came|comes|to|reached|about|roughly|around|now)\b)*[$¥]?$/i;

const joined = /^[\s的-]*(?:(?:from|of|in|to)\s)?(?:the\s|its\s)?(?:own\s)?\s*$/i;

/**
 * Facts of the name the number is plainly said of (`P/E is 18.9`), and of the name that one belongs to (`median P/B of 4.1`,
 * `drawdown from the peak is 6%`); null when there is no such name.
 */
function boundFacts(text: string, claim: Claim, { mentions }: Scene): NumericFact[] | null {
  const at = mentions.findLastIndex((mention) => mention.end <= claim.start);
  const last = mentions[at];
  if (!last || !copula.test(text.slice(last.end, claim.start))) return null;
  const before = mentions[at - 1];
  const owner = before && joined.test(text.slice(before.end, last.start)) ? before.facts : [];
  const kin = owner.filter(
    ({ id, group }) => group === 'valuation' && last.facts.some((fact) => stemOf(id) === stemOf(fact.id)),
  );
  const fitting = [...last.facts, ...(kin.length > 0 ? kin : owner)]
    .filter(isNumeric)
    .filter((fact) => fitsUnit(claim, fact));
  return fitting.length > 0 ? fitting : null;
}

const stemOf = (id: string) => id.split('-')[0];

function merge(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return sorted.filter((span, i) => i === 0 || span.end > sorted[i - 1]!.end);
}
