import type { Claim } from './claim.ts';
import { fitsUnit, isNumeric, type NumericFact } from './match-fact.ts';
import type { Mention } from './name-index.ts';

const copula =
  /^(?:[\s:：=|为是约达到至在于报高仅只有的录得处达近]|位于|[(（]ttm[)）]|\b(?:is|was|are|were|at|of|stands|stood|reads|came|comes|to|reached|about|roughly|around|now)\b)*[$¥]?$/i;
const bracket = /^\s?[(（]\s?[$¥]?$/;
/** `median P/B`, `drawdown from the peak`; `5 日、10 日、20 日均线`. */
const joined =
  /^(?:[\s的-]{0,6}(?:(?:from|of|in|to)\s)?(?:the\s|its\s)?(?:own\s)?\s{0,3}|\s?(?:、|,|，|\/|和|与|及|and)\s?)$/i;

/**
 * Facts of the name the number is plainly said of (`P/E is 18.9`, `MA250 (27.88)`), with the names that one belongs to or is listed
 * with; null when there is no such name.
 */
export function boundFacts(text: string, claim: Claim, mentions: readonly Mention[]): NumericFact[] | null {
  let at = mentions.findLastIndex((mention) => mention.end <= claim.start);
  const last = mentions[at];
  if (!last) return null;
  const between = text.slice(last.end, claim.start);
  if (!copula.test(between) && !(claim.kind !== 'percent' && bracket.test(between))) return null;
  const owners: Mention[] = [];
  for (; at > 0 && isJoined(text.slice(mentions[at - 1]!.end, mentions[at]!.start)); at--)
    owners.push(mentions[at - 1]!);
  const owned = owners.flatMap(({ facts }) => facts);
  const kin = owned.filter(
    ({ id, group }) => group === 'valuation' && last.facts.some((fact) => stemOf(id) === stemOf(fact.id)),
  );
  const fitting = [...last.facts, ...(kin.length > 0 ? kin : owned)]
    .filter(isNumeric)
    .filter((fact) => fitsUnit(claim, fact));
  return fitting.length > 0 ? fitting : null;
}

/** Names that belong together stand close. */
const isJoined = (between: string) => between.length <= 24 && joined.test(between);
const stemOf = (id: string) => id.split('-')[0];
