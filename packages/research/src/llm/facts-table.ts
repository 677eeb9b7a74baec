import type { Absence, Fact, Language } from '@sagacity/contracts/facts';
import { renderFact } from '../grounding/render-fact.ts';

const cell = (text: string) => text.replace(/[|\n]+/g, ' ').trim();

/** One fact a line: `id | label | value as rendered | unit | as of`. */
export const factRow = (fact: Fact, language: Language): string =>
  `${fact.id} | ${cell(fact.label[language])} | ${cell(renderFact(fact, language))} | ${fact.unit} | ${fact.asOf}`;

export const factsTable = (facts: Iterable<Fact>, language: Language): string =>
  Array.from(facts, (fact) => factRow(fact, language)).join('\n');

/** What a reader would expect and is not there, so that nobody makes it up. */
export const absencesList = (absences: readonly Absence[], language: Language): string =>
  absences.map(({ label, reason }) => `- ${label[language]} (${reason})`).join('\n');
