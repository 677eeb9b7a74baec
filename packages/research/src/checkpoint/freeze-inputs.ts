import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Store } from '@sagacity/platform/store/port';
import type { CallTerms, PastDecision } from '../memory/port.ts';
import { runSnapshots } from './entities.ts';
import { pack, unpack } from './pack.ts';
import type { WriteGate } from './write-gate.ts';

/** Decisions kept by a version that knew no terms are judged by direction at the default horizon. */
type KeptDecision = Omit<PastDecision, keyof CallTerms> & Partial<CallTerms>;
const unknownTerms: CallTerms = { horizon: 'medium', close: null, stop: null, target: null };

export interface Inputs {
  readonly snapshot: Snapshot;
  /** Null in a run without memory. */
  readonly past: readonly PastDecision[] | null;
}

export interface Keeping {
  readonly store: Store;
  readonly writes: WriteGate;
  readonly runId: string;
  readonly now: () => string;
}

export interface InputSources {
  readonly gather: () => Promise<Snapshot>;
  /** Null when the run is to have no memory. */
  readonly recall: (() => Promise<readonly PastDecision[]>) | null;
}

/**
 * What the run starts from: kept by an earlier attempt, else asked for and kept first. Memory is beside the snapshot and not in its
 * hash: a snapshot is the same for the same instrument, day and data, whoever runs it and whatever was decided before.
 */
export async function freezeInputs(
  { store, writes, runId, now }: Keeping,
  { gather, recall }: InputSources,
): Promise<Inputs> {
  const snapshots = store.collection(runSnapshots);
  const kept = await snapshots.findOne({ _id: runId }, { fresh: true });
  if (kept)
    return {
      // Kept by a version that looked for no doubts: it has none to tell.
      snapshot: { doubts: [], ...unpack<Omit<Snapshot, 'doubts'>>(kept.packed) },
      past: kept.memory
        ? unpack<KeptDecision[]>(kept.memory).map((each) => ({ ...unknownTerms, ...each }))
        : null,
    };
  const [snapshot, past] = await Promise.all([gather(), recall ? recall() : null]);
  const document = {
    _id: runId,
    hash: snapshot.hash,
    at: now(),
    packed: pack(snapshot),
    ...(past ? { memory: pack(past) } : {}),
  };
  await writes.write(() => snapshots.replaceOne({ _id: runId }, document, { upsert: true }));
  return { snapshot, past };
}
