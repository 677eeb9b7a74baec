import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { AppError } from '@sagacity/kernel';
import { estimateInputTokens, estimateTokens } from './estimate-tokens.ts';
import { mapModelError } from './map-model-error.ts';
import type { ChatMessage, ChatModel, ChatReply, ChatRequest } from './port.ts';

/** Builds the vendor's client for one request; only the vendor's module is loaded, and only here. */
export type BuildClient = (request: ChatRequest) => Promise<BaseChatModel>;

/** How the pieces of a stream count output: each its own share, or (`total`) each all so far. */
export type OutputCount = 'share' | 'total';

/** A `ChatModel` over any chat client of LangChain. */
export const langchainModel = (
  ref: string,
  build: BuildClient,
  counts: OutputCount = 'share',
): ChatModel => ({
  ref,
  async stream(request, signal, onText) {
    signal.throwIfAborted();
    try {
      return await streamOnce({ ref, build, counts }, request, signal, onText);
    } catch (error) {
      throw mapModelError(error, ref, signal);
    }
  },
});

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
  let whole: AIMessageChunk | undefined;
  let lastOutput = 0;
  for await (const chunk of await bound.stream(await toMessages(request.messages), { signal })) {
    const piece = chunk as AIMessageChunk;
    whole = whole ? whole.concat(piece) : piece;
    lastOutput = piece.usage_metadata?.output_tokens || lastOutput;
    if (piece.text) onText(piece.text);
  }
  signal.throwIfAborted();
  if (!whole || (whole.text === '' && !whole.tool_calls?.length))
    throw new AppError('UPSTREAM_FAILED', `${ref} ended its reply without text or tool call.`, {
      model: ref,
    });
  return toReply(
    ref,
    request,
    whole,
    counts === 'total' ? lastOutput : (whole.usage_metadata?.output_tokens ?? 0),
  );
}

const toolOf = ({ name, description, parameters }: NonNullable<ChatRequest['tools']>[number]) => ({
  type: 'function' as const,
  function: { name, description, parameters },
});

function toReply(ref: string, request: ChatRequest, whole: AIMessageChunk, outputTokens: number): ChatReply {
  const { text, tool_calls: calls = [], usage_metadata: usage } = whole;
  const reported = (usage?.input_tokens ?? 0) > 0 && outputTokens > 0;
  return {
    text,
    toolCalls: calls.map((call, i) => ({
      id: call.id ?? `call_${i}`,
      name: call.name,
      arguments: call.args,
    })),
    usage:
      usage && reported
        ? { inputTokens: usage.input_tokens, outputTokens, estimated: false }
        : {
            inputTokens: estimateInputTokens(request),
            outputTokens: Math.max(1, estimateTokens(text + (calls.length > 0 ? JSON.stringify(calls) : ''))),
            estimated: true,
          },
    model: String(whole.response_metadata.model_name ?? ref),
  };
}

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
