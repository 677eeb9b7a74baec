import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { expect, it } from 'vitest';
import { indicatorCatalogue } from '../indicator-catalogue.ts';
import { factCatalogue } from './fact-catalogue.ts';

it('every formula of facts and indicators has Chinese words', () => {
  const formulas = [...Object.values(factCatalogue), ...Object.values(indicatorCatalogue)].flatMap((entry) =>
    'formula' in entry && entry.formula ? [entry.formula] : [],
  );
  const english = formulas.filter((formula) =>
    /[a-z]{3,}/.test(sayFormula(formula, 'zh').replace(/Wilder|max|min/g, '')),
  );
  expect(formulas.length).toBeGreaterThan(60);
  expect(english).toEqual([]);
});
