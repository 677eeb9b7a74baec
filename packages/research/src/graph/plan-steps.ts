import type { AnalystId, ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import { agents } from '../roster/index.ts';
import type { Agent } from '../roster/port.ts';

interface Depth {
  readonly debate: number;
  readonly risk: number;
  /** Whether earlier decisions on the instrument are remembered. */
  readonly memory: boolean;
}

/** Depth 1 to 5: how often the debaters and the risk agents speak, and whether the run has memory. */
export const roundsOfDepth: Readonly<Record<number, Depth>> = {
  1: { debate: 1, risk: 1, memory: false },
  2: { debate: 1, risk: 1, memory: true },
  3: { debate: 1, risk: 2, memory: true },
  4: { debate: 2, risk: 2, memory: true },
  5: { debate: 3, risk: 3, memory: true },
};

export const ofDepth = (depth: number): Depth => roundsOfDepth[depth] ?? roundsOfDepth[3]!;

const skipReason = { zh: '本次研究未选择该分析师', en: 'This analyst was not chosen for the run' };

interface Turn {
  readonly agent: Agent;
  readonly round: number;
}

/** The agents of a lane speak at once, those with rounds as often as the depth says; lanes follow one another. */
function roundsOf(depth: Depth): Turn[][] {
  return [...new Set(agents.map((agent) => agent.lane))].flatMap((lane) => {
    const members = agents.filter((agent) => agent.lane === lane);
    const count = Math.max(...members.map((agent) => (agent.rounds ? depth[agent.rounds] : 1)));
    return Array.from({ length: count }, (_, before) =>
      members.map((agent) => ({ agent, round: before + 1 })),
    );
  });
}

const stepId = ({ agent, round }: Turn): string => (round === 1 ? agent.id : `${agent.id}-${round}`);

/** Direct predecessors only: a step that another predecessor waits for already is left out. */
function direct(after: readonly string[], before: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return after.filter((id) => !after.some((other) => other !== id && before.get(other)?.has(id)));
}

/**
 * The steps of a run, in the order they may run. `after` follows from what the agents read and write: in a round each reads what was
 * written before the round. Analysts that were not chosen are `skipped` with a reason and nobody waits for them.
 */
export function planSteps(config: Pick<ResolvedRunConfig, 'depth' | 'analysts' | 'language'>): RunStep[] {
  const lastWriter = new Map<string, string>();
  const before = new Map<string, ReadonlySet<string>>();
  return roundsOf(ofDepth(config.depth)).flatMap((turns) => {
    const isSkipped = ({ id, lane }: Agent) =>
      lane === 'analysts' && !config.analysts.includes(id as AnalystId);
    const steps = turns.map((turn): RunStep => {
      const { agent, round } = turn;
      const id = stepId(turn);
      const waits = [...new Set(agent.reads.flatMap((channel) => lastWriter.get(channel) ?? []))];
      before.set(id, new Set([...waits, ...waits.flatMap((wait) => [...(before.get(wait) ?? [])])]));
      const skipped = isSkipped(agent);
      return {
        id,
        agent: agent.id,
        lane: agent.lane,
        round,
        after: skipped ? [] : direct(waits, before),
        state: skipped ? 'skipped' : 'waiting',
        startedAt: null,
        finishedAt: null,
        usage: null,
        model: null,
        reason: skipped ? skipReason[config.language] : null,
      };
    });
    for (const turn of turns) if (!isSkipped(turn.agent)) lastWriter.set(turn.agent.writes, stepId(turn));
    return steps;
  });
}
