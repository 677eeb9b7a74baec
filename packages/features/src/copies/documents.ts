import { defineEntity, type Store } from '@sagacity/platform/store/port';
import { z } from 'zod';

const copyMarkSchema = z.object({
  _id: z.literal('incoming'),
  /** Name of the source's address. */
  source: z.string(),
  startedAt: z.date(),
  /** Null while the copy is not finished: what the target holds is then the copy's to change. */
  finishedAt: z.date().nullable(),
});
export type CopyMark = z.output<typeof copyMarkSchema>;

/** In the target of a store copy: where its content comes from. */
export const copyMarks = defineEntity<CopyMark>({
  name: 'store_copies',
  schema: copyMarkSchema,
  indexes: [],
});

export const findMark = (store: Store): Promise<CopyMark | null> =>
  store.collection(copyMarks).findOne({ _id: 'incoming' });
