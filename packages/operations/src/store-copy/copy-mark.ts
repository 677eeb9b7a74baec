import { AppError } from '@sagacity/kernel';
import { defineEntity, type Entity, type Store, type Stored } from '@sagacity/platform/store/port';
import { z } from 'zod';

const copyMarkSchema = z.strictObject({
  _id: z.literal('incoming'),
  /** Name of the source's address. */
  source: z.string(),
  startedAt: z.date(),
  /** Null while the copy is not finished: what the target holds is then the copy's to change. */
  finishedAt: z.date().nullable(),
});
export type CopyMark = z.output<typeof copyMarkSchema>;

/** In the target: which copy its content comes from. */
export const copyMarks = defineEntity<CopyMark>({
  name: 'store_copies',
  schema: copyMarkSchema,
  indexes: [],
});
export const copyMarkEntity = copyMarks as unknown as Entity<Stored>; // schemas are invariant in their document type

export type TargetState = 'empty' | 'unfinished' | 'finished' | 'other-data';

/** What the target holds, seen from a copy out of `source`. */
export function targetState(mark: CopyMark | null, source: string, isEmpty: boolean): TargetState {
  if (mark && mark.source === source) return mark.finishedAt ? 'finished' : 'unfinished';
  return isEmpty ? 'empty' : 'other-data';
}

export const findMark = (store: Store): Promise<CopyMark | null> =>
  store.collection(copyMarks).findOne({ _id: 'incoming' });

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
