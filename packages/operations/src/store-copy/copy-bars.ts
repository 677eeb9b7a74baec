import type { BarCoverage, BarStore } from '@sagacity/platform/bars/port';
import { digestInstrument } from './digest-instrument.ts';
import { inParallel } from './in-parallel.ts';
import { walkInstrument } from './walk-instrument.ts';

export interface CopyBarsOptions {
  readonly source: BarStore;
  readonly target: BarStore;
  /** Bars seen so far, written or found equal. */
  readonly onProgress: (done: number) => void;
}

const everAsOf = 2 ** 31 - 1;
const instrumentsAtOnce = 4;

/** Makes the target's bars, valuations and adjustments equal to the source's, instrument by instrument. Returns the bars written. */
export async function copyBars({ source, target, onProgress }: CopyBarsOptions): Promise<number> {
  const wanted = await source.coverage();
  const wantedIds = new Set(wanted.map(({ instrument }) => instrument));
  const held = new Map((await target.coverage()).map((coverage) => [coverage.instrument, coverage]));
  for (const instrument of held.keys())
    if (!wantedIds.has(instrument)) await target.removeInstrument(instrument);
  let done = 0;
  let written = 0;
  await inParallel(wanted, instrumentsAtOnce, async (coverage) => {
    const there = held.get(coverage.instrument);
    if (!there || !(await isEqual(source, coverage, target, there))) {
      if (there) await target.removeInstrument(coverage.instrument);
      const rows = await copyInstrument(source, target, coverage);
      written += rows; // after the await: lanes add to it in turn
    }
    done += coverage.rows;
    onProgress(done);
  });
  return written;
}

async function isEqual(source: BarStore, from: BarCoverage, target: BarStore, there: BarCoverage) {
  if (from.rows !== there.rows || from.source !== there.source) return false;
  const [a, b] = await Promise.all([digestInstrument(source, from), digestInstrument(target, there)]);
  return a.hash === b.hash;
}

/** Bars last: an instrument counts as held from its first bar on. */
async function copyInstrument(source: BarStore, target: BarStore, coverage: BarCoverage): Promise<number> {
  const { instrument } = coverage;
  let written = 0;
  const adjustments = await source.readAdjustments(instrument, everAsOf);
  if (adjustments.length > 0) await target.putAdjustments(instrument, adjustments);
  for await (const { bars, valuations } of walkInstrument(source, coverage)) {
    if (valuations.day.length > 0) await target.upsertValuations(instrument, valuations);
    if (bars.day.length > 0) await target.upsertBars(instrument, bars, coverage.source);
    written += bars.day.length;
  }
  return written;
}
