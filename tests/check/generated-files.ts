import { renderErrorReference } from './render-error-reference.ts';

/** Every committed file that is written by the program, and who writes it. */
export const generatedFiles: ReadonlyArray<{ readonly path: string; readonly render: () => string }> = [
  { path: 'docs/reference/errors.md', render: renderErrorReference },
];
