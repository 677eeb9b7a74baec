const topHeading = /^([ \t>*+-]*(?:\d{1,9}[.)][ \t>*+-]+)?)#{1,2}(?=[ \t]|$)/;
const underline = /^[ \t>]*(?:=+|-+)[ \t]*$/;
/** Marks of direction (UAX 9): what stands behind one is read in another order than it is written. */
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Markdown of an agent as a part of a report: its headings rank below those of the report's sections, a line is no heading by the line
 * under it, and no mark turns the direction of what follows.
 */
export function keepRank(text: string): string {
  const lines: string[] = [];
  for (const line of text.replaceAll(direction, '').split('\n')) {
    if (underline.test(line) && lines.at(-1)?.trim()) lines.push('');
    lines.push(line.replace(topHeading, '$1###'));
  }
  return lines.join('\n');
}
