/**
 * The text in its compatibility form (NFKC): full-width and composed letters become plain ones. Normalising costs the square of a run of
 * combining marks, so what is longer than `longest` is cut before. It may grow eighteenfold.
 */
export const plainForm = (text: string, longest: number): string => text.slice(0, longest).normalize('NFKC');
