import type { Fact, Language } from '@sagacity/contracts/facts';
import { renderFact } from '../grounding/render-fact.ts';

/** A text with its `[[fact-id]]` citations as values, for readers who follow a run; a citation of no known fact stays as it is. */
export const showCitations = (text: string, facts: ReadonlyMap<string, Fact>, language: Language): string =>
  text.replace(/\[\[([a-z][a-z0-9.-]*)\]\]/g, (mark, id: string) => {
    const fact = facts.get(id);
    return fact ? renderFact(fact, language) : mark;
  });
