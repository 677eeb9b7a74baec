import type { Language } from '@sagacity/contracts/facts';
import { clamp } from '../finding.ts';
import { enIntensifiers, enLexicon, enNegations } from '../lexicon/en.ts';
import { zhIntensifiers, zhLexicon, zhNegations } from '../lexicon/zh.ts';
import { cutWords } from './cut-words.ts';

const sets = {
  zh: { words: zhLexicon, negations: zhNegations, intensifiers: zhIntensifiers, joint: '' },
  en: { words: enLexicon, negations: enNegations, intensifiers: enIntensifiers, joint: ' ' },
} as const;

const stop = /^[.!?;,:。！？；，：、]$/;
const longestPhrase = 3;
/** How many words before a polar word a negation or an intensifier reaches. */
const reach = 3;

const polarityOf = (word: string, language: Language): number | undefined => {
  const words = sets[language].words;
  if (Object.hasOwn(words, word)) return words[word];
  if (language === 'zh') return undefined;
  for (const ending of ['es', 's', 'ed', 'd', 'ing']) {
    const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : '';
    for (const base of [stem, `${stem}e`])
      if (stem.length > 2 && Object.hasOwn(words, base)) return words[base];
  }
  return undefined;
};

/** Polarity of a text, -1 to 1: signed words with negation and intensity; 0 when no word carries any. */
export function scoreText(text: string, language: Language): number {
  const { negations, intensifiers, joint } = sets[language];
  const words = cutWords(text, language);
  let sum = 0;
  let hits = 0;
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longestPhrase, words.length - at);
    let polarity: number | undefined;
    for (; length > 0; length--) {
      polarity = polarityOf(words.slice(at, at + length).join(joint), language);
      if (polarity !== undefined) break;
    }
    if (polarity !== undefined) {
      for (let before = at - 1; before >= Math.max(0, at - reach); before--) {
        const word = words[before]!;
        if (stop.test(word)) break;
        if (negations.has(word) || word.endsWith("n't")) polarity *= -0.8;
        else if (Object.hasOwn(intensifiers, word)) polarity *= intensifiers[word]!;
      }
      const after = words[at + length];
      if (after !== undefined && Object.hasOwn(intensifiers, after)) polarity *= intensifiers[after]!;
      sum += polarity;
      hits++;
    }
    at += Math.max(1, length);
  }
  return hits === 0 ? 0 : clamp(sum / (hits ** 0.5 * 2), -1, 1);
}
