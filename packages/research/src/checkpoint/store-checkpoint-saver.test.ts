import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { runCheckpoints } from './entities.ts';
import { StoreCheckpointSaver } from './store-checkpoint-saver.ts';

const metadata = { source: 'loop', step: 1, parents: {} } as const;
const at = (thread: string) => ({ configurable: { thread_id: thread, checkpoint_ns: '' } });
const checkpointOf = (id: string) => ({ ...emptyCheckpoint(), id, channel_values: { done: Number(id) } });

describe('the checkpoint saver', () => {
  it('knows nothing of a thread that was never put', async () => {
    expect(await new StoreCheckpointSaver(mapStore(), systemClock).getTuple(at('run_1'))).toBeUndefined();
  });

  it('gives back the last position of each thread, also to another saver on the same store', async () => {
    const store = mapStore();
    const saver = new StoreCheckpointSaver(store, systemClock);
    await saver.put(at('run_1'), checkpointOf('1'), metadata);
    await saver.put(at('run_1'), checkpointOf('2'), metadata);
    await saver.put(at('run_2'), checkpointOf('9'), metadata);
    const tuple = await new StoreCheckpointSaver(store, systemClock).getTuple(at('run_1'));
    expect(tuple).toMatchObject({
      checkpoint: { id: '2', channel_values: { done: 2 } },
      metadata,
      config: { configurable: { checkpoint_id: '2' } },
    });
    expect(await store.collection(runCheckpoints).find({})).toHaveLength(2);
  });

  it('forgets a thread', async () => {
    const saver = new StoreCheckpointSaver(mapStore(), systemClock);
    await saver.put(at('run_1'), checkpointOf('1'), metadata);
    await saver.deleteThread('run_1');
    expect(await saver.getTuple(at('run_1'))).toBeUndefined();
    for await (const tuple of saver.list(at('run_1'))) expect(tuple).toBeUndefined();
  });
});
