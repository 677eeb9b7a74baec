/**
 * What stands at the places `{}` of a pattern when a text matches it whole, or undefined. By its literal parts from left to right,
 * in one pass: safe on text of any length.
 */
export function placesIn(text: string, pattern: string): string[] | undefined {
  const [first = '', ...rest] = pattern.split('{}');
  if (!text.startsWith(first)) return undefined;
  if (rest.length === 0) return text === first ? [] : undefined;
  const places: string[] = [];
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const end = isLast && part === '' ? text.length : text.indexOf(part, at);
    if (end < 0) return undefined;
    places.push(text.slice(at, end));
    at = end + part.length;
  }
  return at === text.length ? places : undefined;
}

export type Pattern = readonly [english: string, chinese: string];

/** The Chinese of a text that one of the patterns matches, `{0}` and so on filled; undefined when none does. */
export function fillPattern(
  text: string,
  patterns: readonly Pattern[],
  sayPlace: (place: string) => string = (place) => place,
): string | undefined {
  for (const [english, chinese] of patterns) {
    const places = placesIn(text, english);
    if (places)
      return chinese.replace(/\{(\d)\}/g, (_mark, index: string) => sayPlace(places[Number(index)] ?? ''));
  }
  return undefined;
}
