import { ground } from '../ground.ts';
import { placeSpans } from './place-spans.ts';
import { readScenes, readStatements, type Statement } from './read-labelled.ts';

export interface Rates {
  /** True statements, and those of them in which nothing is flagged. */
  readonly trueStatements: number;
  readonly accepted: number;
  /** Wrong numbers, and those of them that are flagged. */
  readonly wrongNumbers: number;
  readonly caught: number;
  readonly misses: readonly string[];
}

/** Stretches of the statement that `ground` flagged. */
const flagged = ({ text, scene, language }: Statement, scenes: ReturnType<typeof readScenes>) =>
  placeSpans(ground(text, scenes.get(scene) ?? new Map(), language)).filter(
    ({ status }) => status === 'unsourced',
  );

/** Both rates over one file of labelled statements. */
export function measure(file: 'tuning' | 'held-out'): Rates {
  const scenes = readScenes();
  const rates = { trueStatements: 0, accepted: 0, wrongNumbers: 0, caught: 0, misses: [] as string[] };
  for (const statement of readStatements(file)) {
    const spans = flagged(statement, scenes);
    if (statement.verdict) {
      rates.trueStatements++;
      if (spans.length === 0) rates.accepted++;
      else
        rates.misses.push(
          `flagged ${spans.map((s) => statement.text.slice(s.start, s.end)).join(' | ')}: ${statement.text}`,
        );
    }
    for (const wrong of statement.wrong) {
      rates.wrongNumbers++;
      if (spans.some((span) => span.start < wrong.end && wrong.start < span.end)) rates.caught++;
      else rates.misses.push(`passed ${statement.text.slice(wrong.start, wrong.end)}: ${statement.text}`);
    }
  }
  return rates;
}
