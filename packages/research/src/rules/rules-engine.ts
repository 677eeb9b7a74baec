import type { GroundingSummary } from '@sagacity/contracts/reports';
import { AppError } from '@sagacity/kernel';
import { showCitations } from '../report/show-citations.ts';
import type { Agent, AgentOutput, AgentView, Engine } from '../roster/port.ts';
import { citedIn } from './finding.ts';
import { spaceChinese } from './prose/space-chinese.ts';

const free = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };

/** Rules type no numbers: each citation is a sourced number, and one without a fact is a fault of the program. */
function checkCitations(agent: Agent, view: AgentView, output: AgentOutput): GroundingSummary {
  const known = new Set([...view.facts.keys(), ...output.facts.map(({ id }) => id)]);
  const texts = Object.values(output.sections).join('\n');
  const unknown = citedIn(texts).filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new AppError(
      'INTERNAL',
      `The rules of "${agent.id}" cite facts it does not see: ${unknown.join(', ')}.`,
      { agent: agent.id, unknown },
    );
  const numbers = [...texts.matchAll(/\[\[[a-z]/g)].length;
  return { numbers, sourced: numbers, derived: 0, unsourced: 0 };
}

/** The deterministic analysts: no model, no cost, the same output for the same snapshot, configuration and memory. */
export const createRulesEngine = (): Engine => ({
  id: 'rules',
  async think(agent, view, { onText, signal }) {
    signal.throwIfAborted();
    const plain = agent.rules(view);
    const grounding = checkCitations(agent, view, plain);
    const known = new Map([...view.facts, ...plain.facts.map((fact) => [fact.id, fact] as const)]);
    const output = spaceChinese(plain, known, view.language);
    Object.values(output.sections).forEach((text, index) => {
      onText(`${index > 0 ? '\n\n' : ''}${showCitations(text, known, view.language)}`, 1);
    });
    return { output, usage: free, model: null, fallback: false, grounding };
  },
});
