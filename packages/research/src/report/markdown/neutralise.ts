/**
 * Markdown that shows and does nothing else, whatever program renders it: no tags, images, entities or reference definitions, and no link
 * but to http and https. What is disarmed is still there to be read. Entities do it, as a backslash may itself be escaped.
 */
export const neutralise = (markdown: string): string =>
  markdown
    .replace(/&(?=#|[A-Za-z][A-Za-z0-9]{1,31};)/g, '&amp;')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
    .replace(/!(?=\[)/g, '&#33;')
    .replace(/\](?:\((?!https?:\/\/)|:)/g, (found) => (found === ']:' ? ']&#58;' : ']&#40;'));
