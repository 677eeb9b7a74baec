import type { Instrument } from '@sagacity/kernel';
import { unitRatio, unitsFit } from '../bars/index.ts';
import type { Dataset, DatasetValues, Quotes } from '../providers/datasets.ts';
import { ProviderFailure } from '../providers/failure.ts';

/** Throws ProviderFailure('unit-mismatch') for values that cannot be in the units of the contract: hands for shares, thousands for one. */
export function checkUnits<D extends Dataset>(
  dataset: D,
  value: DatasetValues[D],
  instrument: Instrument,
  provider: string,
): void {
  if (dataset !== 'bars') return;
  const ratio = unitRatio((value as Quotes).bars);
  if (!unitsFit(ratio)) {
    throw new ProviderFailure(
      'unit-mismatch',
      `${provider}: amount of ${instrument.id} is ${ratio.toPrecision(2)} times volume × price; expected about 1`,
    );
  }
}
