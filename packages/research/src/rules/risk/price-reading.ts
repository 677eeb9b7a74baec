import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { priceLevel } from '../../decision/price-level.ts';
import type { LevelDraft } from '../../roster/port.ts';
import { reading } from '../reading.ts';

/** A planned level as a fact that texts can cite. */
export function priceReading(
  snapshot: Snapshot,
  facts: ReadonlyMap<string, Fact>,
  draft: LevelDraft,
  name: { readonly id: string; readonly zh: string; readonly en: string },
): Fact {
  const level = priceLevel(draft, facts);
  return reading(snapshot, {
    ...name,
    group: 'decision',
    value: level.price,
    unit: 'price',
    digits: level.digits,
    formula: level.formula,
    inputs: level.factIds,
  });
}
