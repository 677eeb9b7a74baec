import { indicatorParameters } from '@sagacity/contracts/indicator-parameters';
import { indicatorNameSchema } from '@sagacity/contracts/instruments';
import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { expect, it } from 'vitest';
import { indicatorCatalogue } from '../indicator-catalogue.ts';
import { factCatalogue } from './fact-catalogue.ts';

/** With the parameters of the facts, and with others. */
const ofIndicators = indicatorNameSchema.options.flatMap((name) => {
  const { usual } = indicatorParameters[name];
  const others = usual.map((value, place) => value + 7 + place);
  return [usual, others].map((parameters) => indicatorCatalogue[name].formula(parameters));
});

it('every formula of facts and indicators has Chinese words', () => {
  const ofFacts = Object.values(factCatalogue).flatMap((entry) =>
    'formula' in entry && entry.formula ? [entry.formula] : [],
  );
  const formulas = [...ofFacts, ...ofIndicators];
  const english = formulas.filter((formula) =>
    /[a-z]{3,}/.test(sayFormula(formula, 'zh').replace(/Wilder|max|min/g, '')),
  );
  expect(formulas.length).toBeGreaterThan(60);
  expect(english).toEqual([]);
});
