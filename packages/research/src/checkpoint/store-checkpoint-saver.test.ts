import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import { systemClock } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { describe, expect, it } from 'vitest';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { runCheckpoints } from './entities.ts';
import { StoreCheckpointSaver } from './store-checkpoint-saver.ts';
import { openWriteGate } from './write-gate.ts';

const saverOn = (store: Store, writes = openWriteGate()) =>
  new StoreCheckpointSaver({ store, clock: systemClock, writes });
const metadata = { source: 'loop', step: 1, parents: {} } as const;
const at = (thread: string) => ({ configurable: { thread_id: thread, checkpoint_ns: '' } });
const checkpointOf = (id: string) => ({ ...emptyCheckpoint(), id, channel_values: { done: Number(id) } });

describe('the checkpoint saver', () => {
  it('knows nothing of a thread that was never put', async () => {
    expect(await saverOn(mapStore()).getTuple(at('run_1'))).toBeUndefined();
  });

  it('gives back the last position of each thread, also to another saver on the same store', async () => {
    const store = mapStore();
    const saver = saverOn(store);
    await saver.put(at('run_1'), checkpointOf('1'), metadata);
    await saver.put(at('run_1'), checkpointOf('2'), metadata);
    await saver.put(at('run_2'), checkpointOf('9'), metadata);
    const tuple = await saverOn(store).getTuple(at('run_1'));
    expect(tuple).toMatchObject({
      checkpoint: { id: '2', channel_values: { done: 2 } },
      metadata,
      config: { configurable: { checkpoint_id: '2' } },
    });
    expect(await store.collection(runCheckpoints).find({})).toHaveLength(2);
  });

  it('forgets a thread', async () => {
    const saver = saverOn(mapStore());
    await saver.put(at('run_1'), checkpointOf('1'), metadata);
    await saver.deleteThread('run_1');
    expect(await saver.getTuple(at('run_1'))).toBeUndefined();
    for await (const tuple of saver.list(at('run_1'))) expect(tuple).toBeUndefined();
  });
});
