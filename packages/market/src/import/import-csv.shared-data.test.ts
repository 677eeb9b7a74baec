import { readFileSync } from 'node:fs';
import { parseInstrument } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { hasSharedData } from '@sagacity/testkit/shared-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCsv } from './import-csv.ts';
import { readFiles } from './read-files.ts';

const clock = clockAt('2026-11-23T12:00:00Z');
const read = (path: string): string =>
  readFileSync(new URL(`../../../../../shared/data/${path}`, import.meta.url), 'utf8');

describe.skipIf(!hasSharedData)('importCsv on real files', () => {
  let bars: BarStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ bars, close } = await openTestBarStore());
  });
  afterAll(() => close());

  it.each(['aapl', 'goog', 'ibm', 'spy'])('imports %s with its factors', async (name) => {
    const reply = await importCsv(
      { bars, clock, readFiles: async (input) => readFiles(input) },
      {
        instrument: parseInstrument(name),
        owner: 'somebody',
        bars: read(`${name}.daily.csv`),
        factors: read(`${name}.factors.csv`),
      },
    );
    expect(reply).toMatchObject({ written: true, faults: [] });
    expect(reply.adjustments).toBeGreaterThan(0);
  });

  it.each(['000001', '300750', '600036', '600519', '688981'])(
    'imports %s with its valuations',
    async (code) => {
      const reply = await importCsv(
        { bars, clock, readFiles: async (input) => readFiles(input) },
        {
          instrument: parseInstrument(code),
          owner: 'somebody',
          bars: read(`cn/${code}.daily.csv`),
          factors: read(`cn/${code}.factors.csv`),
          valuation: read(`cn/${code}.valuation.csv`),
        },
      );
      expect(reply).toMatchObject({ written: true, faults: [] });
      expect(reply.valuations).toBe(reply.bars.rows);
    },
  );
});
