import { readFileSync } from 'node:fs';

/** Content of a secret's file without the line end editors add. */
export function readSecretFile(path: string): { text: string; problem?: undefined } | { problem: string } {
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? { problem: `the file ${path} is empty` } : { text };
  } catch (error) {
    return { problem: `cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` };
  }
}
