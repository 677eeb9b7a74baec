import type { Claim } from './claim.ts';
import { type NumericFact, within } from './match-fact.ts';

/** A fact spoken of in a sentence: `base` when it follows a word of comparison (`above MA20`, 较 MA20). `at` orders them. */
export interface Operand {
  readonly fact: NumericFact;
  readonly base: boolean;
  readonly at: number;
}

export interface Derivation {
  readonly name: string;
  readonly facts: readonly NumericFact[];
}

interface Form {
  readonly name: string;
  /** Words that announce the form; without them it is not tried. */
  readonly cue: RegExp;
  readonly kinds: readonly Claim['kind'][];
  /** Whether the result has the direction of its words. */
  readonly signed: boolean;
  readonly of: (subject: NumericFact, base: NumericFact) => number | null;
}

const compare =
  /above|below|higher|lower|premium|discount|upside|downside|from|than|versus|\bvs|away|distance|up|down|under|over|beneath|leaves|room|高|低|溢价|折价|距|较|比|上行|下行|空间|涨|跌|偏离|乖离|升|降|上方|下方|之上|之下/i;
const change =
  /above|below|gap|spread|difference|apart|range|width|more|less|higher|lower|widen|narrow|improv|expand|contract|exceed|under|over|up|down|rose|fell|versus|from|差|高|低|扩|收窄|提升|提高|下降|回落|增加|减少|带宽|区间|升|降|多|少|大于|小于|距/i;
const share = /\bof\b|share|accounts?|equal|represent|占|折合|相当于|比例|margin|率/i;
const together = /together|combined|total|\bsum\b|plus|合计|共计|总计|加总|之和|一共/i;
const mean = /average|mean|midpoint|平均|均值|中点|中间/i;
const earlier = /before|earlier|ago|prior|previous|last year|from|上年|去年|上一年|同期|此前/i;

const sameUnit = (a: NumericFact, b: NumericFact) => a.unit === b.unit && a.currency === b.currency;
const amounts = (a: NumericFact) =>
  a.unit === 'price' || a.unit === 'money' || a.unit === 'shares' || a.unit === 'ratio';
/** Ratios of one kind: P/E with P/E, not with P/B. */
const stem = (fact: NumericFact) => (fact.group === 'valuation' ? fact.id.split('-')[0] : '');

const forms: readonly Form[] = [
  {
    name: 'change',
    cue: compare,
    kinds: ['percent'],
    signed: true,
    of: (a, b) => (sameUnit(a, b) && amounts(a) && b.value > 0 ? (a.value / b.value - 1) * 100 : null),
  },
  {
    name: 'share',
    cue: share,
    kinds: ['percent'],
    signed: false,
    of: (a, b) => (sameUnit(a, b) && amounts(a) && b.value > 0 ? (a.value / b.value) * 100 : null),
  },
  {
    name: 'difference',
    cue: change,
    kinds: ['percent-points', 'points'],
    signed: true,
    of: (a, b) => (a.unit === 'percent' && b.unit === 'percent' ? a.value - b.value : null),
  },
  {
    name: 'difference',
    cue: change,
    kinds: ['money', 'points', 'times', 'plain', 'shares', 'count'],
    signed: true,
    of: (a, b) => (sameUnit(a, b) && a.unit !== 'percent' ? a.value - b.value : null),
  },
  {
    name: 'ratio',
    cue: /./,
    kinds: ['times'],
    signed: false,
    of: (a, b) =>
      (sameUnit(a, b) && b.value !== 0 && a.unit !== 'percent') || volatilities(a, b)
        ? a.value / b.value
        : null,
  },
  {
    name: 'sum',
    cue: together,
    kinds: ['money', 'shares', 'count', 'plain', 'points', 'percent'],
    signed: false,
    of: (a, b) => (sameUnit(a, b) ? a.value + b.value : null),
  },
  {
    name: 'average',
    cue: mean,
    kinds: ['money', 'percent', 'plain', 'times', 'points', 'shares', 'count'],
    signed: false,
    of: (a, b) => (sameUnit(a, b) ? (a.value + b.value) / 2 : null),
  },
  {
    name: 'a year before',
    cue: earlier,
    kinds: ['money', 'plain'],
    signed: false,
    of: (a, b) =>
      a.unit === 'money' && b.id === `${a.id}-growth` && b.value > -100
        ? a.value / (1 + b.value / 100)
        : null,
  },
];

/** For the reference page: form, what it gives, an example. */
export const derivationForms: readonly (readonly [string, string, string])[] = [
  ['change', 'percent', 'close / MA20 - 1: `6.6% below MA20`'],
  ['share', 'percent', 'net income / revenue: `49.6% of revenue`'],
  ['difference', 'the unit; percentage or basis points for percents', '`净利率下降 0.3 个百分点`'],
  ['ratio', 'times', 'operating cash flow / net income: `1.54 times`'],
  ['sum', 'the unit', '`together 31 items`'],
  ['average', 'the unit', '`the midpoint of both supports`'],
  ['a year before', 'money', 'revenue / (1 + growth): `revenue a year earlier was $176.7bn`'],
  ['level', 'price', 'close - 2 × ATR(14), with the multiple in the sentence'],
];

const volatilities = (a: NumericFact, b: NumericFact) =>
  a.id.includes('volatility') && b.id.includes('volatility');

const fitsCurrency = (claim: Claim, fact: NumericFact) =>
  claim.currency === null ||
  claim.currency === fact.currency ||
  (claim.currency === 'CNY' && fact.currency === 'XTS');

/** Multiples named in a sentence: `2 ATR`, `1.5 倍 ATR`. */
const multiples = (sentence: string) =>
  Array.from(sentence.matchAll(/(\d(?:\.\d)?)\s?(?:[x×*]|倍|times)?\s?(?:的)?\s?ATR/gi), (match) =>
    Number(match[1]),
  );

/** `close - 2 × ATR(14)`: a level from a base price, a named multiple and the range. */
function deriveLevel(claim: Claim, operands: readonly Operand[], sentence: string): Derivation | null {
  if (claim.kind !== 'money' && claim.kind !== 'plain') return null;
  const step = operands.find(({ fact }) => fact.id === 'market.atr14');
  if (!step) return null;
  for (const multiple of multiples(sentence)) {
    for (const { fact } of operands) {
      if (fact.unit !== 'price' || fact === step.fact || !fitsCurrency(claim, fact)) continue;
      for (const signed of [multiple, -multiple]) {
        if (within(claim, claim.value, fact.value + signed * step.fact.value))
          return {
            name: `${fact.id} ${signed < 0 ? '-' : '+'} ${multiple} × ${step.fact.id}`,
            facts: [fact, step.fact],
          };
      }
    }
  }
  return null;
}

/** Each is tried with each; a sentence that speaks of more explains its numbers by none of them. */
const mostOperands = 60;

/**
 * A declared derivation of two facts of the same sentence that gives the claim: difference, change in percent, share, ratio, sum,
 * average, the year before, or a level of multiples of the range. Each form needs its words; null when none fits.
 */
export function derive(
  claim: Claim,
  spokenOf: readonly Operand[],
  sentence: string,
  direction: -1 | 0 | 1,
): Derivation | null {
  const operands = spokenOf.slice(0, mostOperands);
  const level = deriveLevel(claim, operands, sentence);
  if (level) return level;
  const compared = operands.some(({ base }) => base) && operands.some(({ base }) => !base);
  for (const form of forms) {
    if (!form.kinds.includes(claim.kind) || !form.cue.test(sentence)) continue;
    for (const a of operands) {
      for (const b of operands) {
        if (a.fact === b.fact || stem(a.fact) !== stem(b.fact)) continue;
        if (form.signed && compared && (a.base || !b.base)) continue;
        if (claim.kind !== 'percent' && claim.kind !== 'times' && !fitsCurrency(claim, a.fact)) continue;
        const value = form.of(a.fact, b.fact);
        if (value !== null && gives(claim, value, form.signed ? direction : 0))
          return { name: form.name, facts: [a.fact, b.fact] };
      }
    }
  }
  return null;
}

/** The sign of the result must be the typed one, else the one its words say; pairs without a known base are tried both ways. */
function gives(claim: Claim, value: number, direction: -1 | 0 | 1): boolean {
  const sign = claim.sign || direction;
  return within(claim, claim.value * (sign || 1), sign === 0 ? Math.abs(value) : value);
}
