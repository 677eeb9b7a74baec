import { randomUUID } from 'node:crypto';
import { copyMarks } from '@sagacity/features/copies/index';
import { AppError } from '@sagacity/kernel';
import type { End } from './open-end.ts';
import { rawCollection } from './walk-documents.ts';

const isProbe = { _id: 'probe' };

/**
 * Hosts have many names, so two addresses may be one database: then what is written to the target is seen in the source. Throws
 * VALIDATION_FAILED; leaves nothing behind.
 */
export async function refuseSamePlace(source: End, target: End): Promise<void> {
  const probe = { ...isProbe, nonce: randomUUID() };
  const inTarget = rawCollection(target.store, copyMarks);
  await inTarget.replaceOne(isProbe, probe, { upsert: true });
  try {
    const seen = await rawCollection(source.store, copyMarks).findOne(probe);
    if (seen)
      throw new AppError(
        'VALIDATION_FAILED',
        `store copy: ${source.name} and ${target.name} are one database; nothing was changed`,
      );
  } finally {
    await inTarget.deleteOne(isProbe);
  }
}
