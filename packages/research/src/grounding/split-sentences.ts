import type { Span } from './claim.ts';

export interface Sentence extends Span {
  readonly text: string;
  /** Counts blocks separated by blank lines; list items and headings belong to their block. */
  readonly paragraph: number;
}

/** A full stop after a usual abbreviation ends nothing. */
const end =
  /[。！？!?\n；]|;(?=\s|$)|(?<!\b(?:i\.e|e\.g|vs|approx|no|inc|corp|co|ltd|cf|est|ca))\.(?=\s|$)/gi;

/** Sentences with their offsets, in order; together they cover the text. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let paragraph = 0;
  const push = (stop: number) => {
    if (stop > start) sentences.push({ start, end: stop, text: text.slice(start, stop), paragraph });
    start = stop;
  };
  for (const match of text.matchAll(end)) {
    push(match.index + 1);
    if (match[0] === '\n' && text[match.index + 1] === '\n') paragraph++;
  }
  push(text.length);
  return sentences;
}
