import { errorCodes } from '@sagacity/contracts/errors';
import { expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

const sources = [...readFiles('packages/*/src/**/*.ts', 'apps/{server,cli}/src/**/*.ts')]
  .filter(
    ([path]) => !path.endsWith('contracts/src/errors.ts') && !/\.(test|conformance|fixture)\.ts$/.test(path),
  )
  .map(([, text]) => text)
  .join('\n');
const reference = [...readFiles('docs/reference/errors.md').values()].join('');

const unused = (codes: readonly string[]) => codes.filter((code) => !sources.includes(`'${code}'`));
const undocumented = (codes: readonly string[]) => codes.filter((code) => !reference.includes(`\`${code}\``));

it('has a place that raises every error code, and a line in the reference', () => {
  expect(unused(errorCodes)).toEqual([]);
  expect(undocumented(errorCodes)).toEqual([]);
});

it('names a code that nobody raises or documents', () => {
  expect(unused(['PLANTED'])).toEqual(['PLANTED']);
  expect(undocumented(['PLANTED'])).toEqual(['PLANTED']);
});
