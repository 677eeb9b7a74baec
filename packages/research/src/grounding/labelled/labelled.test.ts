import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';
import { measuredRates } from './measured-rates.ts';
import { mutateNumbers } from './mutate-numbers.ts';
import { readStatements } from './read-labelled.ts';

const floor = (part: number, whole: number) => Math.floor((part / whole) * 1000) / 10;

describe('grounding, on the labelled statements', () => {
  it('has at least 240 of them in both languages, about half of them wrong', () => {
    const all = [...readStatements('tuning'), ...readStatements('held-out')];
    const wrong = all.filter(({ verdict }) => !verdict).length;
    expect(all.length).toBeGreaterThanOrEqual(240);
    expect(wrong / all.length).toBeGreaterThan(0.4);
    for (const language of ['zh', 'en'])
      expect(all.filter((s) => s.language === language).length).toBeGreaterThan(80);
  });

  it.each(['tuning', 'held-out'] as const)('does as well as measured on %s', (file) => {
    const { accepted, trueStatements, caught, wrongNumbers } = measure(file);
    expect(floor(accepted, trueStatements)).toBeGreaterThanOrEqual(measuredRates[file].acceptedPct);
    expect(floor(caught, wrongNumbers)).toBeGreaterThanOrEqual(measuredRates[file].caughtPct);
    expect({ trueStatements, wrongNumbers }).toEqual({
      trueStatements: measuredRates[file].trueStatements,
      wrongNumbers: measuredRates[file].wrongNumbers,
    });
  });

  it.each(['tuning', 'held-out'] as const)('lets no more random numbers pass on %s than measured', (file) => {
    const { tried, passed } = mutateNumbers(file, 10);
    expect((passed / tried) * 100).toBeLessThanOrEqual(measuredRates[file].accidentalPct);
  });
});
