import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Store } from '@sagacity/platform/store/port';
import { runSnapshots } from './entities.ts';
import { pack, unpack } from './pack.ts';

/** The run's snapshot: the stored one when there is one, else `gather` is asked and its answer is stored first. */
export async function freezeSnapshot(
  store: Store,
  runId: string,
  now: () => string,
  gather: () => Promise<Snapshot>,
): Promise<Snapshot> {
  const snapshots = store.collection(runSnapshots);
  const kept = await snapshots.findOne({ _id: runId });
  if (kept) return unpack<Snapshot>(kept.packed);
  const snapshot = await gather();
  const document = { _id: runId, hash: snapshot.hash, at: now(), packed: pack(snapshot) };
  await snapshots.replaceOne({ _id: runId }, document, { upsert: true });
  return snapshot;
}
