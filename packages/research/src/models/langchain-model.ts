import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { AppError } from '@sagacity/kernel';
import { chatModel, type Piece } from './chat-model.ts';
import { mostAnswerChars } from './most-answer-chars.ts';
import type { ChatMessage, ChatModel, ChatRequest, ToolSpec } from './port.ts';

/** Builds the vendor's client for one request; only the vendor's module is loaded, and only here. */
export type BuildClient = (request: ChatRequest) => Promise<BaseChatModel>;

/** How the pieces of a stream count output: each its own share, or (`total`) each all so far. */
export type OutputCount = 'share' | 'total';

/** A `ChatModel` over any chat client of LangChain. */
export const langchainModel = (ref: string, build: BuildClient, counts: OutputCount = 'share'): ChatModel =>
  chatModel(ref, (request, signal) => ask({ ref, build, counts }, request, signal));

interface Source {
  readonly ref: string;
  readonly build: BuildClient;
  readonly counts: OutputCount;
}

async function* ask(
  { ref, build, counts }: Source,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const client = await build(request);
  const bound =
    request.tools?.length && client.bindTools ? client.bindTools(request.tools.map(toolOf)) : client;
  let calling: AIMessageChunk | undefined;
  let callChars = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  for await (const chunk of await bound.stream(await toMessages(request.messages), { signal })) {
    const piece = chunk as AIMessageChunk; // what every chat client of LangChain streams
    const { text, usage_metadata: usage, response_metadata: told } = piece;
    if (piece.tool_call_chunks?.length) {
      for (const { args } of piece.tool_call_chunks) callChars += args?.length ?? 0;
      if (callChars > mostAnswerChars)
        throw new AppError(
          'UPSTREAM_FAILED',
          `${ref} called a tool with more than ${mostAnswerChars} characters.`,
          {
            model: ref,
          },
        );
      calling = calling ? calling.concat(piece) : piece;
    }
    inputTokens += usage?.input_tokens ?? 0;
    if (counts === 'share') outputTokens += usage?.output_tokens ?? 0;
    else outputTokens = usage?.output_tokens || outputTokens;
    yield {
      text,
      inputTokens,
      outputTokens,
      ...(told.model_name ? { model: String(told.model_name) } : {}),
    };
  }
  yield {
    toolCalls: (calling?.tool_calls ?? []).map(({ id, name, args }, i) => ({
      id: id ?? `call_${i}`,
      name,
      arguments: args,
    })),
  };
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
