import { ZodError } from 'zod';
import type { MeteredReply, StepMeter } from '../meter/create-meter.ts';
import type { ChatMessage, ToolCall } from '../models/port.ts';
import { tools } from './tools/index.ts';
import type { ToolContext } from './tools/port.ts';

const toolRounds = 4;
const maxOutputTokens = 3_000;
const temperature = 0.2;
const specs = tools.map(({ name, description, parameters }) => ({ name, description, parameters }));

export interface Conversation {
  readonly step: StepMeter;
  readonly models: readonly string[];
  readonly signal: AbortSignal;
  readonly onText: (text: string, attempt: number) => void;
  readonly context: ToolContext;
}

/**
 * Lets the model answer `messages`, looking things up on the way in at most four rounds, after which it must answer without tools.
 * Returns the answer and the messages up to it.
 */
export async function converse(
  conversation: Conversation,
  messages: readonly ChatMessage[],
  startsOver: boolean,
): Promise<{ reply: MeteredReply; messages: ChatMessage[] }> {
  const { step, models, signal, onText, context } = conversation;
  const said = [...messages];
  for (let round = 0; ; round++) {
    const mayLook = round < toolRounds;
    const request = {
      messages: [...said],
      maxOutputTokens,
      temperature,
      ...(mayLook ? { tools: specs } : {}),
    };
    const reply = await step.call({ request, models, signal, onText, startsOver: startsOver && round === 0 });
    said.push({
      role: 'assistant',
      content: reply.text,
      ...(reply.toolCalls.length > 0 ? { toolCalls: reply.toolCalls } : {}),
    });
    if (reply.toolCalls.length === 0 || !mayLook) return { reply, messages: said };
    for (const call of reply.toolCalls)
      said.push({ role: 'tool', callId: call.id, name: call.name, content: runTool(call, context) });
  }
}

function runTool(call: ToolCall, context: ToolContext): string {
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) return `There is no tool "${call.name}".`;
  try {
    return tool.run(call.arguments, context);
  } catch (error) {
    if (error instanceof ZodError)
      return `Wrong arguments: ${error.issues.map(({ message }) => message).join('; ')}`;
    throw error;
  }
}
