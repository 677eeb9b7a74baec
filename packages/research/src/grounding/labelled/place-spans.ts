import type { GroundedText, NumberSpan } from '@sagacity/contracts/reports';

const marker = /\[\[n:(\d+)\]\]/g;

/** The numbers of a grounded text with their places in the text that went in (citations aside). */
export function placeSpans({ body, numbers }: GroundedText): (NumberSpan & { start: number; end: number })[] {
  let shift = 0;
  return Array.from(body.matchAll(marker)).flatMap((match) => {
    const span = numbers[Number(match[1])];
    if (!span) return [];
    const start = match.index + shift;
    shift += span.text.length - match[0].length;
    return [{ ...span, start, end: start + span.text.length }];
  });
}
