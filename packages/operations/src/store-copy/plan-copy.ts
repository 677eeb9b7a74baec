import { copyMarks, findMark } from '@sagacity/features/copies/index';
import { entities } from '@sagacity/features/declared';
import { checkKeys, type KeyCheck } from './check-keys.ts';
import { countOpenRuns } from './check-source.ts';
import { type TargetState, targetState } from './copy-mark.ts';
import type { CopyStoreOptions } from './copy-options.ts';
import { isEmpty, listHoldings } from './list-holdings.ts';
import { openEnd, peekEnd } from './open-end.ts';
import { readEnds } from './read-address.ts';

export interface CopyPlan {
  readonly from: string;
  readonly to: string;
  readonly targetState: TargetState;
  /** Null: it cannot be seen from here. */
  readonly sourceInUse: boolean | null;
  readonly collections: readonly {
    readonly name: string;
    readonly source: number;
    readonly target: number;
  }[];
  readonly keys: KeyCheck;
  readonly openRuns: number;
}

/** What `copyStore` would find, without writing anything. Throws as it does for addresses and keys. */
export async function planCopy(options: CopyStoreOptions): Promise<CopyPlan> {
  const { from, to } = readEnds(options);
  const source = await openEnd(from, entities);
  try {
    const holdings = await listHoldings(source, entities);
    const keys = await checkKeys(source.store, { ...options, target: to });
    const target = await peekEnd(to, [...entities, copyMarks]);
    try {
      const held = target ? await listHoldings(target, entities) : [];
      const mark = target && (await findMark(target.store));
      return {
        from: source.name,
        to: to.name,
        targetState: targetState(mark, source.name, isEmpty(held)),
        sourceInUse: source.inUse,
        collections: holdings.map(({ name, count }, i) => ({
          name,
          source: count,
          target: held[i]?.count ?? 0,
        })),
        keys,
        openRuns: await countOpenRuns(source.store),
      };
    } finally {
      await target?.close();
    }
  } finally {
    await source.close();
  }
}
