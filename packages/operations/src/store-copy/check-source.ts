import { findMark } from '@sagacity/features/copies/index';
import { runEntity } from '@sagacity/features/runs/documents';
import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { type Holding, isEmpty } from './list-holdings.ts';
import type { End } from './open-end.ts';

/** Throws when the source may not be read now: nothing is in it, it is half a copy itself, or a server is at work on it. */
export async function checkSource(source: End, holdings: readonly Holding[], live: boolean): Promise<void> {
  if (isEmpty(holdings))
    throw new AppError('NOT_FOUND', `store copy: ${source.name} holds no data; check the address`);
  const mark = await findMark(source.store);
  if (mark && mark.finishedAt === null)
    throw new AppError(
      'CONFLICT',
      `store copy: the copy from ${mark.source} into ${source.name} is not finished; finish it first`,
    );
  if (source.inUse && !live)
    throw new AppError(
      'CONFLICT',
      `store copy: another process has ${source.name} open. Stop the server first; or pass --live to copy ahead of time and run the command again after stopping it`,
    );
}

/** Runs that wait or work in the source: the target's worker takes them up. */
export const countOpenRuns = (store: Store): Promise<number> =>
  store.collection(runEntity).count({ status: { $in: ['pending', 'running'] } });
