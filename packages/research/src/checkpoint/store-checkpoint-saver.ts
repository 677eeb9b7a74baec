import {
  BaseCheckpointSaver,
  type Checkpoint,
  type CheckpointMetadata,
  type CheckpointTuple,
} from '@langchain/langgraph-checkpoint';
import type { Clock } from '@sagacity/kernel';
import type { Collection, Store, Stored } from '@sagacity/platform/store/port';
import { runCheckpoints } from './entities.ts';
import { pack, unpack } from './pack.ts';
import type { WriteGate } from './write-gate.ts';

type Config = Parameters<BaseCheckpointSaver['getTuple']>[0];
interface Position {
  readonly checkpoint: Checkpoint;
  readonly metadata: CheckpointMetadata;
}

const threadOf = (config: Config): string => String(config.configurable?.thread_id);

/**
 * LangGraph's position of a run in one small document, written when the graph stops. Outputs of agents are not in it: each is its
 * own document, written before the step counts as finished, so a position that was never written costs no agent.
 */
export class StoreCheckpointSaver extends BaseCheckpointSaver {
  readonly #positions: Collection<Stored & { checkpointId: string; at: string; packed: string }>;
  readonly #clock: Clock;
  readonly #writes: WriteGate;

  constructor({ store, clock, writes }: { store: Store; clock: Clock; writes: WriteGate }) {
    super();
    this.#positions = store.collection(runCheckpoints);
    this.#clock = clock;
    this.#writes = writes;
  }

  async getTuple(config: Config): Promise<CheckpointTuple | undefined> {
    const thread = threadOf(config);
    const found = await this.#positions.findOne({ _id: thread });
    if (!found) return undefined;
    const { checkpoint, metadata } = unpack<Position>(found.packed);
    const configurable = { thread_id: thread, checkpoint_ns: '', checkpoint_id: found.checkpointId };
    return { config: { configurable }, checkpoint, metadata, pendingWrites: [] };
  }

  async *list(config: Config): AsyncGenerator<CheckpointTuple> {
    const tuple = await this.getTuple(config);
    if (tuple) yield tuple;
  }

  async put(config: Config, checkpoint: Checkpoint, metadata: CheckpointMetadata): Promise<Config> {
    const thread = threadOf(config);
    const position: Position = { checkpoint, metadata };
    const document = {
      _id: thread,
      checkpointId: checkpoint.id,
      at: new Date(this.#clock.now()).toISOString(),
      packed: pack(position),
    };
    await this.#writes.write(() => this.#positions.replaceOne({ _id: thread }, document, { upsert: true }));
    return { configurable: { thread_id: thread, checkpoint_ns: '', checkpoint_id: checkpoint.id } };
  }

  /** Nothing to keep: a node asked again answers from its step's stored result. */
  async putWrites(): Promise<void> {}

  async deleteThread(thread: string): Promise<void> {
    await this.#positions.deleteOne({ _id: thread });
  }
}
