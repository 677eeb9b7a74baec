import { expect, it, vi } from 'vitest';
import { plainForm } from './plain-form.ts';

it('turns full-width and composed letters into plain ones', () => {
  expect(plainForm('ＡＡＰＬ　１２', 64)).toBe('AAPL 12');
});

it('normalises no more of a text than the longest that is wanted', () => {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  plainForm('a'.repeat(400_000), 64);
  expect(normalize.mock.contexts.map(String)).toEqual(['a'.repeat(64)]);
  normalize.mockRestore();
});
