import type { AbsenceReason } from '@sagacity/contracts/facts';
import type { Dataset } from '../providers/datasets.ts';

export interface Refusal {
  readonly reason: AbsenceReason;
  readonly detail: string;
}

/** Most telling first: a vendor that failed may have had the data; one that was not asked says nothing about it. */
const gravity: readonly AbsenceReason[] = [
  'unit-mismatch',
  'upstream-failed',
  'rate-limited',
  'stale',
  'no-data',
  'not-configured',
];

/** One reason for several refusals, with all their details in the order they were met. */
export function gravest(dataset: Dataset, refusals: readonly Refusal[]): Refusal {
  if (refusals.length === 0) return { reason: 'no-data', detail: `no source of ${dataset} for this market` };
  const reason = gravity.find((one) => refusals.some((refusal) => refusal.reason === one)) as AbsenceReason;
  return { reason, detail: refusals.map(({ detail }) => detail).join('; ') };
}
