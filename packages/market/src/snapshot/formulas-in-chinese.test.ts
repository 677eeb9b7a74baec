import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { expect, it } from 'vitest';
import { indicatorCatalogue } from '../indicator-catalogue.ts';
import { factCatalogue } from './fact-catalogue.ts';

it('every formula of facts and indicators has Chinese words', () => {
  const formulas = [
    ...Object.values(factCatalogue).flatMap((entry) => ('formula' in entry ? [entry.formula ?? ''] : [])),
    ...Object.values(indicatorCatalogue).map(({ formula }) => formula([10, 3, 5])),
    ...Object.values(indicatorCatalogue).map(({ formula }) => formula([10, 3, 3])),
  ];
  const english = formulas.filter((formula) =>
    /[a-z]{3,}/.test(sayFormula(formula, 'zh').replace(/Wilder|max|min/g, '')),
  );
  expect(formulas.length).toBeGreaterThan(60);
  expect(english).toEqual([]);
});
