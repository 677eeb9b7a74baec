import type { NumberSpan } from '@sagacity/contracts/reports';
import MarkdownIt from 'markdown-it';

export interface MarkdownOptions {
  /** What `[[n:3]]` stands for; a number outside the list is shown as unsourced. */
  numbers?: readonly NumberSpan[];
  /** Value of `[[fact.id]]`, as text still being written cites it; null when unknown. */
  factValue?: (id: string) => string | null;
  /** Whether the numbers typed in the text have not been held against the facts yet. */
  isUnjudged?: boolean;
  /** Said after a number without a source, for those who do not see the strike. */
  unsourcedLabel: string;
  /** Last word on the HTML: DOMPurify in the page. */
  sanitize: (html: string) => string;
}

const numberToken = /^\[\[n:(\d{1,5})\]\]/;
const factToken = /^\[\[([a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)\]\]/;

/** Raw HTML and images are off: text of a model must neither run nor load anything. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable(['image']);
markdown.validateLink = (url) => /^https?:\/\//i.test(url.trim());
const escapeHtml = markdown.utils.escapeHtml;

/** What the caller passed, carried through the renderer. */
const optionsOf = (env: object | undefined): MarkdownOptions => (env as { options: MarkdownOptions }).options;

markdown.inline.ruler.before('link', 'grounded', (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x5b) return false;
  const rest = state.src.slice(state.pos, state.pos + 80);
  const number = numberToken.exec(rest);
  const fact = number === null ? factToken.exec(rest) : null;
  const found = number ?? fact;
  if (found === null) return false;
  if (!silent) {
    const token = state.push(number === null ? 'fact_value' : 'number_span', '', 0);
    token.content = found[1] ?? '';
  }
  state.pos += found[0].length;
  return true;
});
markdown.renderer.rules.number_span = (tokens, index, _, env) => {
  const asked = optionsOf(env);
  const at = Number(tokens[index]?.content);
  const span = asked.numbers?.[at];
  const status = span?.status ?? 'unsourced';
  const open = `class="figure ${status}" data-n="${at}" tabindex="-1" role="button"`;
  const text = escapeHtml(span?.text ?? '?');
  if (status !== 'unsourced') return `<span ${open}>${text}</span>`;
  return `<del ${open}>${text}<span class="sr-only"> (${escapeHtml(asked.unsourcedLabel)})</span></del>`;
};
markdown.renderer.rules.fact_value = (tokens, index, _, env) => {
  const asked = optionsOf(env);
  const id = tokens[index]?.content ?? '';
  return `<span class="cited" title="${escapeHtml(id)}">${escapeHtml(asked.factValue?.(id) ?? id)}</span>`;
};
/** With sign, currency and per cent, so that the whole of it looks alike. */
const typedNumber = /[+\-−]?[$¥€£]?[\p{Nd}\p{No}](?:[.,]?[\p{Nd}\p{No}])*%?/gu;
const asUnjudged = (text: string): string => {
  let html = '';
  let at = 0;
  for (const { 0: number, index } of text.matchAll(typedNumber)) {
    html += `${escapeHtml(text.slice(at, index))}<span class="unjudged">${escapeHtml(number)}</span>`;
    at = index + number.length;
  }
  return html + escapeHtml(text.slice(at));
};
markdown.renderer.rules.text = (tokens, index, _, env) => {
  const text = tokens[index]?.content ?? '';
  return optionsOf(env).isUnjudged ? asUnjudged(text) : escapeHtml(text);
};
markdown.renderer.rules.link_open = (tokens, index, options, _, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow');
  return self.renderToken(tokens, index, options);
};
markdown.renderer.rules.table_open = () => '<div class="scroll-x" tabindex="0"><table class="table">\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';
for (const rule of ['heading_open', 'heading_close'] as const) {
  markdown.renderer.rules[rule] = (tokens, index, options, _, self) => {
    const token = tokens[index];
    if (token !== undefined && /^h[12]$/.test(token.tag)) token.tag = 'h3';
    return self.renderToken(tokens, index, options);
  };
}

/** Safe HTML of a grounded text. */
export const renderMarkdown = (body: string, options: MarkdownOptions): string =>
  options.sanitize(markdown.render(body, { options }));
/** The same for a text of one line, without a paragraph around it. */
export const renderMarkdownLine = (body: string, options: MarkdownOptions): string =>
  options.sanitize(markdown.renderInline(body, { options }));
