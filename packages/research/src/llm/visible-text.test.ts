import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

const through = (pieces: readonly string[]) => {
  let seen = '';
  const write = visibleText((text) => {
    seen += text;
  });
  for (const piece of pieces) write(piece, 1);
  return seen;
};
const answer = '## section:market\nUp **2** %.\n\n### Detail\n```\ncode\n```\n```json\n{"score": 1}\n```\n';

it.each([1, 3, 7, 1000])(
  'shows the text without section headings and the JSON block, in pieces of %i',
  (size) => {
    const pieces = answer.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
    expect(through(pieces)).toBe('Up **2** %.\n\n### Detail\n```\ncode\n```\n');
  },
);

it('starts over with a new attempt', () => {
  const seen: [string, number][] = [];
  const write = visibleText((text, attempt) => seen.push([text, attempt]));
  write('half```json', 1);
  write('again', 2);
  expect(seen.at(-1)).toEqual(['again', 2]);
});
