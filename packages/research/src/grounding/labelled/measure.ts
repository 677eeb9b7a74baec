import { ground } from '../ground.ts';
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

const marker = /\[\[n:(\d+)\]\]/g;

/** Stretches of the statement that `ground` flagged. */
function flagged(
  statement: Statement,
  scenes: ReturnType<typeof readScenes>,
): { start: number; end: number }[] {
  const { body, numbers } = ground(
    statement.text,
    scenes.get(statement.scene) ?? new Map(),
    statement.language,
  );
  const spans: { start: number; end: number }[] = [];
  let shift = 0;
  for (const match of body.matchAll(marker)) {
    const span = numbers[Number(match[1])];
    if (!span) continue;
    const start = match.index + shift;
    if (span.status === 'unsourced') spans.push({ start, end: start + span.text.length });
    shift += span.text.length - match[0].length;
  }
  return spans;
}

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
