import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { priceLevel } from '../../decision/price-level.ts';
import type { LevelDraft } from '../../roster/port.ts';
import { reading } from '../reading.ts';

/** A planned level as a fact that texts can cite; undefined where no price above zero comes out. */
export function priceReading(
  snapshot: Snapshot,
  facts: ReadonlyMap<string, Fact>,
  draft: LevelDraft,
  name: { readonly id: string; readonly zh: string; readonly en: string },
): Fact | undefined {
  try {
    const { price, digits, formula, factIds } = priceLevel(draft, facts);
    return reading(snapshot, {
      ...name,
      group: 'decision',
      value: price,
      unit: 'price',
      digits,
      formula,
      inputs: factIds,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
