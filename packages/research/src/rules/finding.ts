import type { Language, Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../roster/port.ts';
import type { Family } from './weights.ts';

/** A reading with what it says for or against buying, in both languages. Claims cite facts as `[[fact-id]]`. */
export interface Finding {
  readonly topic: `${Family}.${string}`;
  /** -1 to 1. */
  readonly direction: number;
  /** 0 to 1. */
  readonly strength: number;
  readonly claim: Localized;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

export const finding = (
  topic: Finding['topic'],
  direction: number,
  strength: number,
  zh: string,
  en: string,
): Finding => ({
  topic,
  direction: round(clamp(direction, -1, 1)),
  strength: round(clamp(strength, 0, 1)),
  claim: { zh, en },
});

/** Ids cited in a text, each once, in order. */
export const citedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\[\[([a-z][a-z0-9.-]*)\]\]/g)].map((match) => match[1]!)),
];

export const toEvidence = ({ topic, direction, strength, claim }: Finding, language: Language): Evidence => ({
  topic,
  direction,
  strength,
  claim: claim[language],
  factIds: citedIn(claim[language]),
});

export const familyOf = (topic: string): string => topic.slice(0, topic.indexOf('.'));

type Wording = readonly [zh: string, en: string];

/** One of several wordings of the same claim, chosen by the value it is about: different numbers read differently, the same ones alike. */
export const worded = (value: number, ...wordings: readonly Wording[]): Wording =>
  wordings[Math.abs(Math.round(value * 1000)) % wordings.length]!;
