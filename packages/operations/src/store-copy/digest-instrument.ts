import { createHash, type Hash } from 'node:crypto';
import type { BarCoverage, BarStore } from '@sagacity/platform/bars/port';
import { walkInstrument } from './walk-instrument.ts';

export interface InstrumentDigest {
  readonly bars: number;
  readonly valuations: number;
  readonly adjustments: number;
  /** Hex SHA-256 of the source's name and all rows. */
  readonly hash: string;
}

const everAsOf = 2 ** 31 - 1;

/** Counts and content of one instrument, independent of how it was read in pieces. */
export async function digestInstrument(store: BarStore, coverage: BarCoverage): Promise<InstrumentDigest> {
  const bars = createHash('sha256');
  const valuations = createHash('sha256');
  const counts = { bars: 0, valuations: 0 };
  for await (const window of walkInstrument(store, coverage)) {
    addRows(bars, Object.values(window.bars));
    addRows(valuations, Object.values(window.valuations));
    counts.bars += window.bars.day.length;
    counts.valuations += window.valuations.day.length;
  }
  const adjustments = await store.readAdjustments(coverage.instrument, everAsOf);
  const hash = createHash('sha256')
    .update(
      `${coverage.instrument}\n${coverage.source}\n${bars.digest('hex')}\n${valuations.digest('hex')}\n`,
    )
    .update(JSON.stringify(adjustments.map((a) => [a.exDay, a.priceRatio, a.splitRatio])))
    .digest('hex');
  return { ...counts, adjustments: adjustments.length, hash };
}

/** Row after row; NaN in its one form and zero without a sign, as not every engine keeps those. */
function addRows(hash: Hash, columns: readonly ArrayLike<number>[]): void {
  const rows = columns[0]?.length ?? 0;
  const values = new Float64Array(rows * columns.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns.length; column++) {
      const value = columns[column]![row]!;
      values[row * columns.length + column] = Number.isNaN(value) ? Number.NaN : value + 0;
    }
  hash.update(values);
}
