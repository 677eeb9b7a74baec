import type { Language } from '@sagacity/contracts/facts';
import type { GroundedText } from '@sagacity/contracts/reports';

/** `[[n:3]]` becomes the number's text; one without a source is struck and marked. */
export const renderGrounded = ({ body, numbers }: GroundedText, language: Language): string =>
  body.replace(/\[\[n:(\d+)\]\]/g, (_mark, index: string) => {
    const span = numbers[Number(index)];
    if (!span) return '';
    if (span.status !== 'unsourced') return span.text;
    return `~~${span.text}~~ ⚠ ${language === 'zh' ? '无来源' : 'no source'}`;
  });
