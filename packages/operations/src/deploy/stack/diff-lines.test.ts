import { expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

it('shows what changes with the lines around it', () => {
  expect(diffLines('a\nb\nc\nd\ne\nf\n', 'a\nb\nc\nd\nE\nf\n', 1)).toEqual([
    '  d',
    '- e',
    '+ E',
    '  f',
    '  …',
  ]);
});

it('is empty for equal texts, and shows a new file whole', () => {
  expect(diffLines('a\nb', 'a\nb')).toEqual([]);
  expect(diffLines('', 'a\nb').filter((line) => line.startsWith('+'))).toEqual(['+ a', '+ b']);
});
