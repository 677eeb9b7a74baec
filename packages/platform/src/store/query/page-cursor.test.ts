import { expect, it } from 'vitest';
import { afterCursor, cursorOf } from './page-cursor.ts';

const sort = { at: -1, _id: -1 } as const;
const cursorWith = (...values: unknown[]) =>
  Buffer.from(JSON.stringify([Object.entries(sort), values])).toString('base64url');
const after = (cursor: string) => () => afterCursor(cursor, sort, () => false);

it('reads what it wrote', () => {
  const cursor = cursorOf({ at: new Date(0), _id: 'a' }, sort);
  expect(JSON.stringify(after(cursor)())).toContain('1970-01-01T00:00:00.000Z');
});

it.each([
  ['an operator', cursorWith({ $gt: '' }, 'a')],
  ['a list', cursorWith([], 'a')],
  ['too few values', cursorWith('a')],
  ['too many values', cursorWith('a', 'b', 'c')],
  ['no values', Buffer.from(JSON.stringify([Object.entries(sort), null])).toString('base64url')],
  ['a date there is not', cursorWith('\u{10FFFD}dnever', 'a')],
  ['a date nothing can hold', cursorWith('\u{10FFFD}d+012345-01-01T00:00:00.000Z', 'a')],
  ['no cursor', 'forged'],
])('refuses a cursor with %s', (_what, cursor) => {
  expect(after(cursor)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
});
