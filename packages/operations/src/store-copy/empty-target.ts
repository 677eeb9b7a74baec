import type { Entity, Stored } from '@sagacity/platform/store/port';
import type { End } from './open-end.ts';
import { rawCollection, walkDocuments } from './walk-documents.ts';

/** Removes every document and bar of the target, in batches. */
export async function emptyTarget({ store, bars }: End, entities: readonly Entity<Stored>[]): Promise<void> {
  for (const entity of entities)
    for await (const batch of walkDocuments(store, entity))
      await rawCollection(store, entity).deleteMany({
        _id: { $in: batch.map(({ document }) => document._id) },
      });
  for (const { instrument } of await bars.coverage()) await bars.removeInstrument(instrument);
}
