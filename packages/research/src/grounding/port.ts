import type { Fact, Language } from '@sagacity/contracts/facts';
import type { GroundedText } from '@sagacity/contracts/reports';

/**
 * Turns an agent's text into what a reader sees. `[[fact-id]]` becomes the rendered fact; a number typed by the writer must match a
 * fact or a declared derivation within half a unit of its last shown digit, else it is `unsourced`. Dates, list numbers,
 * indicator parameters and quoted text are no claims and stay as they are.
 */
export type Ground = (text: string, facts: ReadonlyMap<string, Fact>, language: Language) => GroundedText;
