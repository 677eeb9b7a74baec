import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { copyMarks, findMark } from './documents.ts';

/** Before anything is written to a store. Throws CONFLICT while a copy into it is not finished: going on, it would undo what is written. */
export async function refuseUnfinishedCopy(store: Store): Promise<void> {
  await store.ensure([copyMarks]);
  const mark = await findMark(store);
  if (mark && mark.finishedAt === null)
    throw new AppError(
      'CONFLICT',
      `store: the copy from ${mark.source} into this store is not finished, and would undo what is written here now. Stop what uses the source and run sagacity store copy again with the same addresses, without --live, until it says that both are equal`,
      { source: mark.source, startedAt: mark.startedAt.toISOString() },
    );
}
