import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { AppError, isAppError } from '@sagacity/kernel';
import { estimateInputTokens, estimateTokens } from './estimate-tokens.ts';
import { mapModelError } from './map-model-error.ts';
import type { ChatMessage, ChatModel, ChatReply, ChatRequest, ToolSpec } from './port.ts';

/** Builds the vendor's client for one request; only the vendor's module is loaded, and only here. */
export type BuildClient = (request: ChatRequest) => Promise<BaseChatModel>;

/** How the pieces of a stream count output: each its own share, or (`total`) each all so far. */
export type OutputCount = 'share' | 'total';

/** A `ChatModel` over any chat client of LangChain; a model that refuses tools is asked again, and from then on, without. */
export function langchainModel(ref: string, build: BuildClient, counts: OutputCount = 'share'): ChatModel {
  let toolsRefused = false;
  const source = { ref, build, counts };
  return {
    ref,
    async stream(request, signal, onText) {
      signal.throwIfAborted();
      const { tools, ...plain } = request;
      try {
        return await streamOnce(source, toolsRefused ? plain : request, signal, onText);
      } catch (error) {
        const mapped = mapModelError(error, ref, signal);
        if (toolsRefused || !tools || !refusesTools(mapped)) throw mapped;
      }
      toolsRefused = true;
      try {
        return await streamOnce(source, plain, signal, onText);
      } catch (error) {
        throw mapModelError(error, ref, signal);
      }
    },
  };
}

/** Many small models answer 400 to any request that offers tools; the prompt carries the facts, so they can do without. */
const refusesTools = (error: unknown): boolean =>
  isAppError(error, 'UPSTREAM_FAILED') &&
  error.details.permanent === true &&
  /tool|function/i.test(error.message);

interface Source {
  readonly ref: string;
  readonly build: BuildClient;
  readonly counts: OutputCount;
}

async function streamOnce(
  { ref, build, counts }: Source,
  request: ChatRequest,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<ChatReply> {
  const client = await build(request);
  const bound =
    request.tools?.length && client.bindTools ? client.bindTools(request.tools.map(toolOf)) : client;
  const heard = { text: '', model: ref, inputTokens: 0, outputTokens: 0 };
  let calling: AIMessageChunk | undefined;
  for await (const chunk of await bound.stream(await toMessages(request.messages), { signal })) {
    const piece = chunk as AIMessageChunk; // what every chat client of LangChain streams
    const { text, usage_metadata: usage, response_metadata: told } = piece;
    if (piece.tool_call_chunks?.length) calling = calling ? calling.concat(piece) : piece;
    heard.model = String(told.model_name ?? heard.model);
    heard.inputTokens += usage?.input_tokens ?? 0;
    if (counts === 'share') heard.outputTokens += usage?.output_tokens ?? 0;
    else heard.outputTokens = usage?.output_tokens || heard.outputTokens;
    heard.text += text;
    if (text) onText(text);
  }
  signal.throwIfAborted();
  const toolCalls = (calling?.tool_calls ?? []).map(({ id, name, args }, i) => ({
    id: id ?? `call_${i}`,
    name,
    arguments: args,
  }));
  if (heard.text === '' && toolCalls.length === 0)
    throw new AppError('UPSTREAM_FAILED', `${ref} ended its reply without text or tool call.`, {
      model: ref,
    });
  const reported = heard.inputTokens > 0 && heard.outputTokens > 0;
  const usage = reported
    ? { inputTokens: heard.inputTokens, outputTokens: heard.outputTokens, estimated: false }
    : {
        inputTokens: estimateInputTokens(request),
        outputTokens: estimateTokens(heard.text + (toolCalls.length > 0 ? JSON.stringify(toolCalls) : '')),
        estimated: true,
      };
  return { text: heard.text, toolCalls, usage, model: heard.model };
}

const toolOf = ({ name, description, parameters }: ToolSpec) => ({
  type: 'function' as const,
  function: { name, description, parameters },
});

async function toMessages(messages: readonly ChatMessage[]): Promise<BaseMessage[]> {
  const { AIMessage, HumanMessage, SystemMessage, ToolMessage } = await import('@langchain/core/messages');
  return messages.map((message) => {
    if (message.role === 'tool')
      return new ToolMessage({ content: message.content, tool_call_id: message.callId, name: message.name });
    if (message.role !== 'assistant')
      return message.role === 'system'
        ? new SystemMessage(message.content)
        : new HumanMessage(message.content);
    const calls = (message.toolCalls ?? []).map(({ id, name, arguments: args }) => ({
      id,
      name,
      args: args as Record<string, unknown>, // parsed from the vendor's JSON object
    }));
    return new AIMessage({ content: message.content, tool_calls: calls });
  });
}
