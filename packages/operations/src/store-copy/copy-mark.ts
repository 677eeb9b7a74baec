import { type CopyMark, copyMarks } from '@sagacity/features/copies/index';
import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';

export type TargetState = 'empty' | 'unfinished' | 'finished' | 'other-data';

/** What the target holds, seen from a copy out of `source`. */
export function targetState(mark: CopyMark | null, source: string, isEmpty: boolean): TargetState {
  if (mark && mark.source === source) return mark.finishedAt ? 'finished' : 'unfinished';
  return isEmpty ? 'empty' : 'other-data';
}

export const putMark = async (store: Store, mark: Omit<CopyMark, '_id'>): Promise<void> =>
  void (await store
    .collection(copyMarks)
    .replaceOne({ _id: 'incoming' }, { _id: 'incoming', ...mark }, { upsert: true }));

export const otherData = (target: string, held: readonly string[]) =>
  new AppError(
    'CONFLICT',
    `store copy: ${target} already holds other data. Name an empty database, or pass --overwrite to replace everything in it`,
    { held },
  );
