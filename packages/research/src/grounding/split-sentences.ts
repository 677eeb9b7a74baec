import type { Span } from './claim.ts';

export interface Sentence extends Span {
  readonly text: string;
  /** Counts blocks separated by blank lines; list items and headings belong to their block. */
  readonly paragraph: number;
}

/** A full stop after a usual abbreviation ends nothing. */
const end =
  /[。！？!?\n；]|;(?=\s|$)|(?<!\b(?:i\.e|e\.g|vs|approx|no|inc|corp|co|ltd|cf|est|ca))\.(?=\s|$)/gi;

/** What is said at greater length without an end is cut: what a sentence costs grows with the square of its length. */
const longest = 600;

/** Sentences with their offsets, in order; together they cover the text. No number is cut in two unless it is longer than a sentence. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let paragraph = 0;
  const push = (stop: number) => {
    while (stop - start > longest) add(cutAt(text, start));
    if (stop > start) add(stop);
  };
  const add = (stop: number) => {
    sentences.push({ start, end: stop, text: text.slice(start, stop), paragraph });
    start = stop;
  };
  for (const match of text.matchAll(end)) {
    push(match.index + 1);
    if (match[0] === '\n' && text[match.index + 1] === '\n') paragraph++;
  }
  push(text.length);
  return sentences;
}

const inNumber = (char: string | undefined) => char !== undefined && /[\d.,]/.test(char);

function cutAt(text: string, start: number): number {
  for (let at = start + longest; at > start + longest / 2; at--)
    if (!inNumber(text[at - 1]) || !inNumber(text[at])) return at;
  return start + longest;
}
