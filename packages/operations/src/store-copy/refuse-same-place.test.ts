import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@sagacity/features/config';
import { copyMarks } from '@sagacity/features/copies/index';
import { afterAll, describe, expect, it } from 'vitest';
import { createEnd } from './open-end.ts';
import { readAddress } from './read-address.ts';
import { refuseSamePlace } from './refuse-same-place.ts';
import { rawCollection } from './walk-documents.ts';

describe('two addresses of one database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagacity-same-place-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const open = (name: string) =>
    createEnd(readAddress(`sqlite:${directory}/${name}`, loadConfig({ directory, environment: {} })), [
      copyMarks,
    ]);

  it.each([
    ['refused', 'a', false],
    ['apart', 'b', true],
  ])('are found out by a document written to one, which is removed again: %s', async (_, name, isApart) => {
    const [source, target] = [await open('a'), await open(name)];
    const checked = refuseSamePlace(source, target).then(
      () => null,
      ({ code }) => code,
    );
    expect(await checked).toBe(isApart ? null : 'VALIDATION_FAILED');
    for (const end of [source, target]) {
      expect(await rawCollection(end.store, copyMarks).count({})).toBe(0);
      await end.close();
    }
  });
});
