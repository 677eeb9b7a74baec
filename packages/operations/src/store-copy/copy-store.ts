import { copyMarks } from '@sagacity/features/copies/index';
import { entities } from '@sagacity/features/declared';
import { checkKeys } from './check-keys.ts';
import { checkSource } from './check-source.ts';
import { copyBetween } from './copy-between.ts';
import type { CopyReport, CopyStoreOptions } from './copy-options.ts';
import { listHoldings } from './list-holdings.ts';
import { createEnd, openEnd } from './open-end.ts';
import { readEnds } from './read-address.ts';

const all = [...entities, copyMarks];

/**
 * Makes the target's documents and bars equal to the source's and proves it by count and hash. Called again after it was stopped it goes
 * on. Throws CONFLICT when the target holds other data, or when both differ at the end (`details.collections`).
 */
export async function copyStore(options: CopyStoreOptions): Promise<CopyReport> {
  const { from, to } = readEnds(options);
  const source = await openEnd(from, all);
  try {
    const holdings = await listHoldings(source, entities);
    await checkSource(source, holdings, options.live ?? false);
    const keys = await checkKeys(source.store, { ...options, target: to });
    const target = await createEnd(to, all);
    try {
      return await copyBetween(source, target, { ...options, holdings, keys });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
