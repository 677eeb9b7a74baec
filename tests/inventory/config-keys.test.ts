import { wholeTree } from '@sagacity/features/config';
import { listLeaves } from '@sagacity/platform/config/list-leaves';
import { expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

const sources = [...readFiles('packages/*/src/**/*.ts', 'apps/{server,cli}/src/**/*.ts')]
  .filter(([path]) => !path.includes('/config/') && !/\.(test|conformance|fixture)\.ts$/.test(path))
  .map(([, text]) => text)
  .join('\n');
const reference = [...readFiles('docs/reference/config.md').values()].join('');
const keys = listLeaves(wholeTree).map(({ key, path }) => ({ key, name: path.at(-1) as string }));

const unread = (all: readonly { key: string; name: string }[], code: string) =>
  all.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(code)).map(({ key }) => key);
const undocumented = (all: readonly { key: string }[], page: string) =>
  all.filter(({ key }) => !page.includes(key)).map(({ key }) => key);

it('has a reader for every knob, and a line in the reference', () => {
  expect(keys.length).toBeGreaterThan(15);
  expect(unread(keys, sources)).toEqual([]);
  expect(undocumented(keys, reference)).toEqual([]);
});

it('names a knob nobody reads or documents', () => {
  const planted = [{ key: 'planted.knobNobodyReads', name: 'knobNobodyReads' }];
  expect(unread(planted, sources)).toEqual(['planted.knobNobodyReads']);
  expect(undocumented(planted, reference)).toEqual(['planted.knobNobodyReads']);
});
