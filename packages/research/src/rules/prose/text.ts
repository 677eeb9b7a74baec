import type { Language, Localized } from '@sagacity/contracts/facts';
import type { Finding } from '../finding.ts';
import { clearDirection } from '../weights.ts';

export type Say = (zh: string, en: string) => string;
export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A claim as a sentence of its own. */
export const sentence = (claim: string, language: Language): string =>
  language === 'zh' ? `${claim}。` : `${capital(claim)}.`;

/** Several claims in one sentence. */
export const joined = (claims: readonly string[], language: Language): string =>
  sentence(claims.join(language === 'zh' ? '；' : '; '), language);

/**
 * `**lead** sentence` as a list item; nothing when there are no findings. What clearly points the other way comes last and is
 * introduced as such, so that it does not read as a contradiction.
 */
export function bullet(
  lead: Localized,
  findings: readonly Finding[],
  language: Language,
): string | undefined {
  if (findings.length === 0) return undefined;
  const zh = language === 'zh';
  const sum = findings.reduce((total, { direction, strength }) => total + direction * strength, 0);
  const isContrary = ({ direction }: Finding) =>
    Math.abs(direction) >= clearDirection && direction > 0 !== sum >= 0;
  const claims = (list: readonly Finding[]): string =>
    list.map(({ claim }) => claim[language]).join(zh ? '；' : '; ');
  const main = claims(findings.filter((each) => !isContrary(each)));
  const contrary = claims(findings.filter(isContrary));
  const text =
    contrary && main
      ? `${main}${zh ? '。另一方面，' : '. On the other hand, '}${contrary}`
      : main || contrary;
  return `- **${lead[language]}**${zh ? '：' : ': '}${sentence(text, language)}`;
}

/** A Markdown table; rows with an undefined cell are left out. */
export function table(
  head: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | undefined>>,
): string | undefined {
  const full = rows.filter((row) => row.every((cell) => cell !== undefined));
  if (full.length === 0) return undefined;
  const line = (cells: readonly (string | undefined)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...full.map(line)].join('\n');
}

export const paragraphs = (...parts: ReadonlyArray<string | undefined | false>): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');

/** One of several wordings, chosen by the text: the same run always reads the same. */
export function vary<T>(seed: string, options: readonly T[]): T {
  let hash = 2166136261;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
  return options[(hash >>> 0) % options.length]!;
}

/** Foreign text inside quotation marks: no citations, marks or markup of its own. */
export const quoted = (text: string): string =>
  `“${text
    .replace(/[“”"]/g, '')
    .replace(/[[\]|<>*_`#]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}”`;
