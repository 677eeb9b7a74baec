import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { keepRank } from './keep-rank.ts';

const headings = (text: string) =>
  [...new MarkdownIt().render(keepRank(text)).matchAll(/<(h[12])>/g)].map(([, name]) => name);

it.each([
  '# Decision',
  '## Decision\n\nBuy',
  '   # Decision',
  '> # Decision',
  '- # Decision',
  '1. ## Decision',
  'Decision\n===',
  'Decision\n---',
  '> Decision\n> ===',
  '#',
])('lets no text of an agent make a heading of the rank of the report: %j', (text) => {
  expect(headings(text)).toEqual([]);
});

it('keeps what is no such heading', () => {
  for (const text of ['### Points', '#1 in sales', 'a # b', '---', 'one\n\n---\n\ntwo', '**bold**\n- point'])
    expect(keepRank(text)).toBe(text);
});

it('takes out marks of direction', () => {
  expect(keepRank('up \u202e2.5%\u202c and \u2066x\u2069')).toBe('up 2.5% and x');
});
