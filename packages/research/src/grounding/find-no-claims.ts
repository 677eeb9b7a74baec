import type { Span } from './claim.ts';

const windows = '(?:1|5|6|7|9|10|12|14|20|26|30|50|60|90|100|120|180|200|250|252|365)';
const durations = 'week|month|quarter|year|hour|minute';
const zhDays = '个?(?:交易日|自然日)|日线|日|天';
const zhDurations = '个?(?:季度|小时|分钟)|个月|周|月|年|季';
const months =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const indicators = 'EMA|SMA|WMA|MA|RSI|ATR|ADX|KDJ|MACD|VWAP|BOLL|CCI|OBV|DI|WR|ROC';
const things =
  'reasons?|factors?|risks?|points? (?:matter|stand|to)|steps?|signals?|scenarios?|arguments?|conditions?|things|questions?|themes?|drivers?|catalysts?|analysts?|agents?|sides?|rounds?|options?|topics?|sections?';
const zhThings =
  '个?(?:理由|因素|风险点|风险|步骤?|信号|情景|论点|条件|问题|主题|方面|要点|阶段|角度|维度|层面|轮|位分析师|大)';
/** Between the windows of a list, never empty: the digits of one number are read in one way only. */
const listed = '-?(?:,(?: ?and)?|/| and| or| to) ?|- ?| ';
const levelWords =
  'overbought|oversold|threshold|neutral|line|zone|mark|trend|超买|超卖|门槛|阈值|分界|中性|轴|线以?[上下]?方?|区|趋势';

const patterns: readonly RegExp[] = [
  /```[\s\S]*?```|`[^`\n]*`|https?:\/\/\S+/g,
  // List numbers, numbered headings, notes.
  /^[ \t>]*(?:#{1,6}[ \t]*)?(?:[-*+][ \t]+)?\d{1,2}(?:\.\d{1,2})*[.)、）](?!\d)/gm,
  /^#{1,6}[ \t].*?(?<![\d.,$¥%])\d{1,2}(?![\d.,%]|\s?(?:%|x\b|倍|亿|万|bn|billion|million))/gm,
  /[(（]\d{1,2}[)）]|\[\^?\d{1,2}\]/g,
  /第\s?\d{1,3}|\d{1,3}(?:st|nd|rd|th)\b(?!\s*percentile)|\b(?:top|step|round|no\.|section|part|phase|table|figure|chapter|item)[ -]?\d{1,2}\b(?!\.\d)|前\s?\d{1,2}\s?(?:大|名|位)/gi,
  // Indicator parameters and known windows.
  new RegExp(`(?:[+-]?\\b|[+-])(?:${indicators})[ -]?\\d{1,3}\\b(?!\\.\\d)`, 'gi'),
  /(?<![A-Za-z/+-])[A-Za-z/+-]{2,40}[A-Za-z] ?[(（]\d{1,3}(?:[,，] ?\d{1,3})*[)）]/g,
  new RegExp(
    `(?<![\\d.,])${windows}(?:-| )?(?:trading |calendar |business )?(?:day|session|period)s?\\b`,
    'gi',
  ),
  new RegExp(
    `(?<![\\d.,])(?:${windows}(?:${listed})){1,8}(?=${windows}[- ](?:trading )?(?:day|session)s?\\b)`,
    'gi',
  ),
  new RegExp(`(?<![\\d.,])(?:\\d{1,2}[- ]?(?:to|-|–) ?)?\\d{1,2}[- ]?(?:${durations})s?\\b(?:-old)?`, 'gi'),
  new RegExp(`(?<![\\d.,])${windows}\\s?(?:${zhDays})`, 'g'),
  new RegExp(`(?<!连续\\s?)(?<![\\d.,])(?:\\d{1,2}\\s?[-–~至到]\\s?)?\\d{1,2}\\s?(?:${zhDurations})`, 'g'),
  /\b(?:target|scenario|case|reason|risk|support|resistance)\s?\d(?=\s*[:：)])/gi,
  new RegExp(
    `\\d{1,2}\\s?月\\s?\\d{1,2}\\s?[日号]|\\b(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?\\b(?!,? \\d{4})|\\b[QH][1-4]\\b`,
    'g',
  ),
  // Identifiers and names.
  /\b(?:S&P|Nasdaq|NASDAQ|CSI|FTSE|Russell|Dow|SSE) ?\d{2,4}\b|(?:沪深|上证|中证|深证|创业板|科创|恒生)\s?\d{2,4}/g,
  /\b(?:CN|HK|US|DEMO):[A-Z0-9.]+|\b\d{6}\.(?:SH|SZ|BJ)\b|\b\d{4,5}\.HK\b|[(（]\d{6}[)）]|\b\d{1,2}-[KQF]\b|\b\d{1,2}:\d{2}\b/g,
  /(?<![\w-])-*(?!(?:USD|HKD|CNY|RMB|XTS|FY|US|HK)\d)[A-Za-z][A-Za-z-]*\d+(?:\.\d+)*\b/g,
  /\b(?:T|N|K)[+-]\d\b|\b50\/50\b|\b24\/7\b/g,
  // Step counts and conventional levels of an indicator.
  new RegExp(`(?<![\\d.,])\\d{1,2} (?:\\w+ )?(?:${things})\\b`, 'gi'),
  new RegExp(`(?<![\\d.,])\\d{1,2}\\s?${zhThings}`, 'g'),
  new RegExp(
    `(?<![\\d.,$¥])(?:0|1|20|25|30|40|50|70|80|100)(?![\\d.,%]{0,12}\\d|%)\\s?(?:以[上下])?[的之]?\\s?(?:[-\\w (]{0,3})?(?:${levelWords})`,
    'g',
  ),
  /\d(?:\.\d)?\s?(?:[x×*]|倍|times)?\s?(?:的)?\s?(?=ATR)/gi,
  // The standard deviations of a band.
  /(?<![\d.,])[123](?:\.\d)?\s?(?:sd\b|σ|standard deviations?|个?标准差)/gi,
];

const quotation =
  /"[^"\n]{1,600}"|“[^“”\n]{1,600}”|「[^「」\n]{1,600}」|『[^『』\n]{1,600}』|《[^《》\n]{1,100}》/g;

/** Speech, not a number in quotation marks: at least two words or four ideographs. */
const isSpeech = (text: string): boolean =>
  (text.match(/[A-Za-z]{2,}/g)?.length ?? 0) >= 2 || (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) >= 4;

/** Stretches whose digits claim nothing: list numbers, windows, indicator parameters, names, quotations, code. Sorted, disjoint. */
export function findNoClaims(text: string): Span[] {
  const found: Span[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern))
      found.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(quotation))
    if (isSpeech(match[0])) found.push({ start: match.index, end: match.index + match[0].length });
  found.sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
