import type { Language } from '@sagacity/contracts/facts';
import type { DecisionDraft } from '../roster/port.ts';
import { joined } from '../rules/prose/text.ts';
import type { Withheld } from './why-withheld.ts';

/** The decision not to rate, with all its reasons in one sentence. */
export const unratedFor = (withheld: readonly Withheld[], language: Language): DecisionDraft => ({
  kind: 'unrated',
  because: joined(
    withheld.map(({ because }) => because[language]),
    language,
  ),
});
