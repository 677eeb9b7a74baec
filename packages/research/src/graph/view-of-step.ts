import type { ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { StepResult } from '../checkpoint/step-results.ts';
import type { Memory } from '../memory/port.ts';
import { agentOf } from '../roster/index.ts';
import type { Agent, AgentOutput, AgentView, Channel } from '../roster/port.ts';

interface Known {
  readonly snapshot: Snapshot;
  /** Absent or null in a run without memory. */
  readonly memory?: Memory | null;
  readonly config: ResolvedRunConfig;
  /** The plan, each step behind those it waits for. */
  readonly steps: readonly RunStep[];
  readonly results: ReadonlyMap<string, StepResult>;
}

/** All that had to end before the step began, in the order of the plan: those it waits for, and those they waited for. */
function stepsBefore(step: RunStep, steps: readonly RunStep[]): RunStep[] {
  const before = new Set(step.after);
  for (const { id, after } of [...steps].reverse())
    if (before.has(id)) for (const earlier of after) before.add(earlier);
  return steps.filter(({ id }) => before.has(id));
}

/**
 * What the agent sees at its turn: its fact groups, earlier decisions when it remembers, and what was written before its step on the
 * channels it declared, latest first. What merely happens to be written already is not seen: the same plan gives the same view.
 */
export function viewOfStep(agent: Agent, step: RunStep, known: Known): AgentView {
  const { snapshot, config, steps, results } = known;
  const memory = agent.remembers ? known.memory : null;
  const read = new Map<Channel, AgentOutput[]>();
  for (const { id, agent: writer } of stepsBefore(step, steps)) {
    const channel = agentOf(writer).writes;
    const output = results.get(id)?.output;
    if (output && agent.reads.includes(channel)) read.set(channel, [output, ...(read.get(channel) ?? [])]);
  }
  const facts = new Map(
    snapshot.facts.filter((fact) => agent.sees.includes(fact.group)).map((fact) => [fact.id, fact]),
  );
  for (const fact of memory?.facts ?? []) facts.set(fact.id, fact);
  for (const outputs of read.values()) {
    for (const output of [...outputs].reverse()) for (const fact of output.facts) facts.set(fact.id, fact);
  }
  const view = { snapshot, config, language: config.language, facts, read, round: step.round };
  return memory ? { ...view, memory: memory.decisions } : view;
}
