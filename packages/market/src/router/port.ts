import type { AbsenceReason } from '@sagacity/contracts/facts';
import type { Dataset, DatasetValues } from '../providers/datasets.ts';
import type { DataRequest } from '../providers/port.ts';

/** A value with the provider that gave it, or why there is none. */
export type Answer<T> =
  | { readonly found: true; readonly value: T; readonly provider: string }
  | { readonly found: false; readonly reason: AbsenceReason; readonly detail: string };

/** Asks for a dataset wherever it may be found. Never throws for what a vendor does. */
export type ReadDataset = <D extends Dataset>(
  dataset: D,
  request: DataRequest,
) => Promise<Answer<DatasetValues[D]>>;

export const isFound = <T>(answer: Answer<T>): answer is Extract<Answer<T>, { found: true }> => answer.found;
