import type { Language } from '@sagacity/contracts/facts';
import type { Section, SectionId } from '@sagacity/contracts/reports';

const rating: readonly SectionId[] = [
  'research-decision',
  'investment-plan',
  'trader-plan',
  'risk-decision',
  'final-decision',
];
const notice = {
  zh: '> **本报告不评级**。以下文字中的评级与价位已被撤回，原因见开头的决策。',
  en: '> **This report is not rated.** Any rating or level in the text below is withdrawn; the decision at the top says why.',
} as const satisfies Record<Language, string>;

/** Sections that speak of a rating, each under a notice that it was withdrawn. */
export const markWithdrawn = (sections: readonly Section[], language: Language): Section[] =>
  sections.map((section) =>
    rating.includes(section.id) && !section.skipped
      ? { ...section, body: `${notice[language]}\n\n${section.body}` }
      : section,
  );
