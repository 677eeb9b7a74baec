import type { Fact } from '@sagacity/contracts/facts';
import { AppError } from '@sagacity/kernel';
import { ground as groundText } from '../grounding/ground.ts';
import type { Ground } from '../grounding/port.ts';
import type { Meter, MeteredReply } from '../meter/create-meter.ts';
import type { Agent, AgentOutput, AgentView, Engine } from '../roster/port.ts';
import { buildMessages } from './build-messages.ts';
import { type Conversation, converse } from './converse.ts';
import { groundOutput } from './ground-output.ts';
import { parseAnswer } from './parse-answer.ts';
import { formRepair, numberRepair } from './repair-request.ts';
import { visibleText } from './visible-text.ts';

export interface LlmEngineOptions {
  /** Of the run this engine thinks for. */
  readonly meter: Meter;
  /** `vendor/model` by tier, first choice first; see `modelChain`. */
  readonly models: (tier: Agent['tier']) => readonly string[];
  readonly ground?: Ground;
}

type Messages = Awaited<ReturnType<typeof converse>>['messages'];

/**
 * Agents that think with a language model. The answer must have the declared form: one repair round, then UPSTREAM_FAILED. Citations of
 * facts it may not cite get one repair round and are dropped then. Numbers without a source get one repair round; what is left is flagged by grounding. Errors of the meter pass through.
 */
export const createLlmEngine = ({ meter, models, ground = groundText }: LlmEngineOptions): Engine => ({
  id: 'llm',
  async think(agent, view, io) {
    io.signal.throwIfAborted();
    const step = meter.step(io.stepId);
    const found = new Map<string, Fact>();
    const replies: MeteredReply[] = [];
    const conversation: Conversation = {
      step,
      models: models(agent.tier),
      signal: io.signal,
      onText: visibleText(io.onText),
      context: { view, found },
    };
    const ask = async (messages: Messages, startsOver: boolean) => {
      const answer = await converse(conversation, messages, startsOver);
      replies.push(answer.reply);
      return answer;
    };
    const known = () => (found.size > 0 ? new Map([...view.facts, ...found]) : view.facts);

    const first = await answerInForm(agent, view, ask, known);
    const judged = groundOutput(ground, first.output, known(), view.language);
    const best =
      judged.unsourced.length === 0
        ? { output: first.output, judged }
        : await repairNumbers(first, judged.unsourced);
    async function repairNumbers(answer: typeof first, unsourced: readonly string[]) {
      const request = { role: 'user' as const, content: numberRepair(unsourced, view.language) };
      const { reply } = await ask([...answer.messages, request], true);
      const parsed = parseAnswer(reply.text, agent, known());
      const again = parsed.ok ? groundOutput(ground, parsed.output, known(), view.language) : null;
      return parsed.ok && again && again.summary.unsourced <= judged.summary.unsourced
        ? { output: parsed.output, judged: again }
        : { output: answer.output, judged };
    }

    const cited = [...found.values()].filter((fact) => best.judged.factIds.has(fact.id));
    return {
      output: { ...best.output, facts: cited },
      usage: step.usage(),
      model: replies.at(-1)?.ref ?? null,
      fallback: replies.some(({ fallback }) => fallback),
      grounding: best.judged.summary,
    };
  },
});

async function answerInForm(
  agent: Agent,
  view: AgentView,
  ask: (messages: Messages, startsOver: boolean) => ReturnType<typeof converse>,
  known: () => AgentView['facts'],
): Promise<{ output: AgentOutput; messages: Messages }> {
  const first = await ask(buildMessages(agent, view), false);
  const parsed = parseAnswer(first.reply.text, agent, known());
  if (parsed.ok) return { output: parsed.output, messages: first.messages };
  const request = { role: 'user' as const, content: formRepair(parsed.faults, view.language) };
  const second = await ask([...first.messages, request], true);
  const again = parseAnswer(second.reply.text, agent, known());
  if (again.ok) return { output: again.output, messages: second.messages };
  if (again.withoutRefused) return { output: again.withoutRefused, messages: second.messages };
  if (parsed.withoutRefused) return { output: parsed.withoutRefused, messages: first.messages };
  throw new AppError(
    'UPSTREAM_FAILED',
    `${second.reply.ref} did not answer as "${agent.id}" in the form asked for, twice: ${again.faults.slice(0, 3).join('; ')}. Choose a more capable model.`,
    { model: second.reply.ref, agent: agent.id, faults: again.faults },
  );
}
