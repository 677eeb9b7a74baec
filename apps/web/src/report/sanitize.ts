import DOMPurify from 'dompurify';

/** Only what markdown makes; links keep their target. */
export const sanitize = (html: string): string =>
  DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    ADD_ATTR: ['target'],
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'img', 'video', 'audio', 'svg'],
    FORBID_ATTR: ['style'],
  });
