import type { Span } from '../claim.ts';

/** A text made easier to read, and where each of its characters stands in the text as written. */
export interface Plain {
  readonly text: string;
  /** Of each character of `text`; null while nothing has moved. */
  readonly places: readonly Span[] | null;
}

const placeAt = ({ places }: Plain, at: number): Span => places?.[at] ?? { start: at, end: at + 1 };

/** A stretch of the plain text as a stretch of the text as written. */
export const sourceOf = (plain: Plain, { start, end }: Span): Span => ({
  start: placeAt(plain, start).start,
  end: end > start ? placeAt(plain, end - 1).end : placeAt(plain, start).start,
});

/** Replaces what `pattern` (global) finds; null leaves a match as it is. Every new character stands where the whole match stood. */
export function rewrite(
  plain: Plain,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | null,
): Plain {
  const { text } = plain;
  let out = '';
  let at = 0;
  let places: Span[] | null = null;
  for (const match of text.matchAll(pattern)) {
    const instead = replace(match);
    if (instead === null || instead === match[0]) continue;
    places ??= [];
    for (let i = at; i < match.index; i++) places.push(placeAt(plain, i));
    const end = match.index + match[0].length;
    const whole = sourceOf(plain, { start: match.index, end });
    for (let i = 0; i < instead.length; i++) places.push(whole);
    out += text.slice(at, match.index) + instead;
    at = end;
  }
  if (!places) return plain;
  for (let i = at; i < text.length; i++) places.push(placeAt(plain, i));
  return { text: out + text.slice(at), places };
}
