import { ground } from '../ground.ts';
import { placeSpans } from './place-spans.ts';
import { readScenes, readStatements } from './read-labelled.ts';

/** Deterministic numbers in [0, 1) (a linear congruential generator, Numerical Recipes' constants). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The same form with another value: between a half and double, at least 3 % off, decimals kept. */
function otherValue(digits: string, random: () => number): string {
  const value = Number(digits.replaceAll(',', ''));
  const decimals = digits.split('.')[1]?.length ?? 0;
  const factor = random() < 0.5 ? 0.5 + random() * 0.47 : 1.03 + random() * 0.97;
  const changed = (value * factor).toFixed(decimals);
  return Number(changed) === value ? (value + 3 * 10 ** -decimals).toFixed(decimals) : changed;
}

/**
 * Puts a random value in the place of each accepted number of the true statements, `rounds` times, and counts how many of those
 * are accepted as well: the chance that an invented number passes.
 */
export function mutateNumbers(file: 'tuning' | 'held-out', rounds: number, seed = 1) {
  const scenes = readScenes();
  const random = randomFrom(seed);
  const result = { tried: 0, passed: 0, examples: [] as string[] };
  for (const { scene, language, verdict, text } of readStatements(file)) {
    const facts = scenes.get(scene);
    if (!verdict || !facts) continue;
    for (const number of placeSpans(ground(text, facts, language))) {
      const digits = /\d[\d,]*(?:\.\d+)?/.exec(number.text)?.[0];
      if (!digits) continue;
      for (let round = 0; round < rounds; round++) {
        const changed = number.text.replace(digits, otherValue(digits, random));
        const statement = text.slice(0, number.start) + changed + text.slice(number.end);
        const same = placeSpans(ground(statement, facts, language)).find(
          ({ start }) => start === number.start,
        );
        result.tried++;
        if (same && same.status === 'unsourced') continue;
        result.passed++;
        result.examples.push(`${changed}${same ? '' : ' (no claim)'}: ${statement}`);
      }
    }
  }
  return result;
}
