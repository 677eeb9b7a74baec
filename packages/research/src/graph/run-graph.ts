import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import type { RunStep } from '@sagacity/contracts/runs';
import { type Clock, isAppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { StoreCheckpointSaver } from '../checkpoint/store-checkpoint-saver.ts';
import type { WriteGate } from '../checkpoint/write-gate.ts';

export interface GraphRun {
  readonly runId: string;
  readonly steps: readonly RunStep[];
  readonly store: Store;
  readonly writes: WriteGate;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Does the step, or answers at once when its result is already kept. */
  readonly runStep: (step: RunStep, signal: AbortSignal) => Promise<void>;
}

const Done = Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 });

/** A node for each step and an edge for each `after`; steps that wait for nothing start together. */
function compile(run: GraphRun) {
  const steps = run.steps.filter((step) => step.state !== 'skipped');
  const awaited = new Set(steps.flatMap((step) => step.after));
  // Node names are only known at run time; the builder's types want them as literals.
  const graph = new StateGraph(Annotation.Root({ done: Done })) as unknown as StateGraph<
    unknown,
    { done: number },
    { done: number },
    string
  >;
  for (const step of steps) {
    graph.addNode(step.id, async (_state, config) => {
      await run.runStep(step, config.signal ?? run.signal);
      return { done: 1 };
    });
  }
  for (const step of steps) {
    if (step.after.length === 0) graph.addEdge(START, step.id);
    else graph.addEdge(step.after.length === 1 ? step.after[0]! : [...step.after], step.id);
    if (!awaited.has(step.id)) graph.addEdge(step.id, END);
  }
  const saver = new StoreCheckpointSaver(run);
  return { app: graph.compile({ checkpointer: saver }), saver, count: steps.length };
}

/**
 * Runs the plan, from the kept position when there is one; after a kill there is none, and finished steps answer at once. Rejects
 * with what a step threw, or with the signal's reason.
 */
export async function runGraph(run: GraphRun): Promise<void> {
  const { app, saver, count } = compile(run);
  const thread = { configurable: { thread_id: run.runId } };
  const begun = await saver.getTuple(thread);
  try {
    await app.invoke(begun ? null : { done: 0 }, {
      ...thread,
      signal: run.signal,
      durability: 'exit', // finished steps are kept one by one already; the position need only survive a failure
      recursionLimit: count + 5,
    });
  } catch (error) {
    throw firstFailure(error);
  }
}

/** Steps that fail side by side arrive as one error of many; the run's reason is the first that says what to do. */
function firstFailure(error: unknown): unknown {
  if (!(error instanceof AggregateError) || error.errors.length === 0) return error;
  return error.errors.find((each) => isAppError(each)) ?? error.errors[0];
}
