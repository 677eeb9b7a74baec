import { chineseNumeral } from './chinese-numeral.ts';
import type { Claim, ClaimKind, Span } from './claim.ts';
import { englishNumeral, englishNumeralPattern } from './english-numeral.ts';
import { currencyOf, magnitudes, unitOf } from './units.ts';

const number = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|\\.\\d+';
const zhDigits = '[零一二两三四五六七八九十百千]';
const zhPoint = '(?:点[零一二三四五六七八九]{1,12})?';
const zhNumber = `(?:${zhDigits}{1,24}${zhPoint}(?=\\s?(?:万|亿|倍|成|个?百分点|个基点))|${zhDigits}{2,24}${zhPoint}(?=\\s?(?:元|美元|港元|股)))`;
const enNumber = `${englishNumeralPattern}(?=\\s(?:percent|per cent|percentage points?|basis points?|trillion|billion|million|thousand|dollars?|yuan|times)\\b)`;
const percentOf =
  '百分之\\s?(?:[零一二两三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?|\\d+(?:\\.\\d+)?)';
const before = 'US\\$|HK\\$|CN¥|NT\\$|[$¥€£]|RMB|CNY|HKD|USD|XTS|EUR|GBP|JPY';
const magnitude = `万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?=[元股美港])|(?:trillion|billion|million|thousand|tn|bn|mn|mm|[kKmMbBtT])(?![A-Za-z])`;
const unit =
  '个?百分点|percentage[ -]points?|ppts?\\b|pp\\b|个?基点|basis points?|bps?\\b|%|percent(?:age)?\\b|per cent\\b|pct\\b|(?:th|st|nd|rd) percentile|分位|' +
  '倍|[x×](?![A-Za-z\\d])|times\\b|-?fold\\b|成(?![交本为立功])|' +
  '元人民币|人民币|港元|港币|美元|欧元|日元|英镑|元|(?:US |Hong Kong )?dollars?\\b|cents?\\b|美分|yuan\\b|renminbi\\b|(?:RMB|CNY|HKD|USD|XTS|EUR|GBP|JPY)\\b|' +
  '股|手|shares\\b|条|则|篇|件|(?:news )?(?:items?|articles?|headlines?|stories)\\b|(?:daily )?bars\\b|根|' +
  '(?:trading )?(?:days?|sessions?)\\b|个?交易日|天|日|(?:index )?points?\\b|点';
const pattern = new RegExp(
  `(?<percentOf>${percentOf})|(?<![A-Za-z_\\d.])(?<s1>[+-])?(?:(?<cur>${before})\\s?)?(?<s2>[+-])?(?:(?<num>${number})|(?<words>${zhNumber}|${enNumber}))(?:[ ]?(?<mag>${magnitude}))?(?:[ ]?(?<unit>${unit}))?`,
  'gi',
);
const joins = /^\s?(?:-|–|—|~|～|至|到|to|and|和|与|、|\/)\s?$/;

/** Every number in `text` (normalised) that lies outside `skip` (sorted, disjoint), in order; a range gives its unit to both ends. */
export function readClaims(text: string, skip: readonly Span[]): Claim[] {
  const claims: Claim[] = [];
  let next = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < skip.length && skip[next]!.end <= start) next++;
    if (next < skip.length && overlaps(skip[next]!, start, end)) continue;
    claims.push(toClaim(text, match));
  }
  return claims.map((claim, i) => inherit(text, claim, claims[i + 1]));
}

const overlaps = (span: Span, start: number, end: number) => span.start < end && start < span.end;

function toClaim(text: string, match: RegExpMatchArray): Claim {
  const { percentOf: zhPercent, s1, s2, cur, num, words, mag, unit: suffix } = match.groups ?? {};
  const start = match.index ?? 0;
  const digits = (num ?? zhPercent?.replace(/^百分之\s?/, '') ?? words ?? '').replaceAll(',', '');
  const { value, decimals } = /^[\d.]+$/.test(digits)
    ? { value: Number(digits), decimals: digits.split('.')[1]?.length ?? 0 }
    : /^[a-z]/i.test(digits)
      ? englishNumeral(digits)
      : chineseNumeral(digits);
  const read = unitOf(suffix) ?? { kind: 'plain' as const, scale: 1 };
  const currency = currencyOf(cur ?? suffix);
  const scale = (mag ? (magnitudes[mag.toLowerCase()] ?? 1) : 1) * read.scale;
  const kind: ClaimKind = zhPercent ? 'percent' : currency ? 'money' : read.kind;
  const signed = (s1 || s2) && !/[\d%元亿万]\s?$/.test(text.slice(Math.max(0, start - 2), start));
  return {
    start: s1 && !signed ? start + 1 : start,
    end: start + match[0].trimEnd().length,
    value: value * scale,
    half: 0.5 * 10 ** -decimals * scale,
    sign: signed ? ((s1 ?? s2) === '-' ? -1 : 1) : 0,
    kind,
    currency,
    significant: digits.replace('.', '').replace(/^0+/, '').length || 1,
  };
}

/** `10–12%`, `$31–32`: the end without a unit takes the other's. */
function inherit(text: string, claim: Claim, following: Claim | undefined): Claim {
  if (!following || claim.kind !== 'plain' || following.kind === 'plain') return claim;
  if (following.kind !== 'percent' && following.kind !== 'money' && following.kind !== 'times') return claim;
  const between = text.slice(claim.end, following.start);
  if (!joins.test(between) || following.significant > 6) return claim;
  return following.kind === 'money'
    ? { ...claim, currency: following.currency }
    : { ...claim, kind: following.kind };
}
