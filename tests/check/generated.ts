import { readFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';
import { type CheckStep, root } from './step.ts';

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(`${root}/${path}`, 'utf8');
  } catch {
    return '';
  }
};

/** Every generated page says what the code says. */
export const generated: CheckStep = {
  name: 'generated reference is fresh',
  run: () =>
    generatedFiles
      .filter(({ path, render }) => readOrEmpty(path) !== render())
      .map(({ path }) => `${path} is out of date: run npm run generate`),
};
