import type { Fact, Language } from '@sagacity/contracts/facts';
import type { GroundingSummary, NumberSpan } from '@sagacity/contracts/reports';
import type { Ground } from '../grounding/port.ts';
import type { AgentOutput } from '../roster/port.ts';

/** Everything an agent wrote that a reader may see. */
function textsOf({ sections, evidence, decision }: AgentOutput): string[] {
  const decided =
    decision === undefined
      ? []
      : decision.kind === 'unrated'
        ? [decision.because]
        : [decision.summary, ...decision.reasons.map(({ claim }) => claim), ...decision.wouldChange];
  return [...Object.values(sections), ...evidence.map(({ claim }) => claim), ...decided];
}

export interface GroundedOutput {
  readonly summary: GroundingSummary;
  /** As typed, each once. */
  readonly unsourced: readonly string[];
  readonly factIds: ReadonlySet<string>;
}

/** Which numbers of all the output's texts follow from the facts. */
export function groundOutput(
  ground: Ground,
  output: AgentOutput,
  facts: ReadonlyMap<string, Fact>,
  language: Language,
): GroundedOutput {
  const numbers = textsOf(output).flatMap((text): NumberSpan[] => ground(text, facts, language).numbers);
  const count = (status: NumberSpan['status']) => numbers.filter((number) => number.status === status).length;
  return {
    summary: {
      numbers: numbers.length,
      sourced: count('sourced'),
      derived: count('derived'),
      unsourced: count('unsourced'),
    },
    unsourced: [...new Set(numbers.filter(({ status }) => status === 'unsourced').map(({ text }) => text))],
    factIds: new Set(numbers.flatMap(({ factIds }) => factIds)),
  };
}
