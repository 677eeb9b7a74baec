import { AppError, isAppError } from '@sagacity/kernel';
import { estimateInputTokens, estimateTokens } from './estimate-tokens.ts';
import { mapModelError } from './map-model-error.ts';
import { mostAnswerChars } from './most-answer-chars.ts';
import type { ChatModel, ChatReply, ChatRequest, ToolCall } from './port.ts';

/** Some more of an answer. Tokens are all so far; 0 when the vendor does not say. */
export interface Piece {
  readonly text?: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly model?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** Asks the vendor once and yields the answer as it comes. Stops asking when it is not read on. */
export type Ask = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<Piece>;

/** A `ChatModel` over a vendor's stream; a model that refuses tools is asked again, and from then on, without. */
export function chatModel(ref: string, ask: Ask): ChatModel {
  let toolsRefused = false;
  return {
    ref,
    async stream(request, signal, onText) {
      signal.throwIfAborted();
      const { tools, ...plain } = request;
      try {
        return await hear({ ref, ask }, toolsRefused ? plain : request, signal, onText);
      } catch (error) {
        const mapped = mapModelError(error, ref, signal);
        if (toolsRefused || !tools || !refusesTools(mapped)) throw mapped;
      }
      toolsRefused = true;
      try {
        return await hear({ ref, ask }, plain, signal, onText);
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

/** Hears an answer out, up to the most it may be long. */
async function hear(
  { ref, ask }: { ref: string; ask: Ask },
  request: ChatRequest,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<ChatReply> {
  let text = '';
  let told: Piece = {};
  for await (const piece of ask(request, signal)) {
    told = { ...told, ...piece };
    const heard = piece.text?.slice(0, mostAnswerChars - text.length) ?? '';
    text += heard;
    if (heard) onText(heard);
    if (text.length >= mostAnswerChars) break;
  }
  signal.throwIfAborted();
  const { toolCalls = [], model = ref, inputTokens = 0, outputTokens = 0 } = told;
  if (text === '' && toolCalls.length === 0)
    throw new AppError('UPSTREAM_FAILED', `${ref} ended its reply without text or tool call.`, {
      model: ref,
    });
  const usage =
    inputTokens > 0 && outputTokens > 0
      ? { inputTokens, outputTokens, estimated: false }
      : {
          inputTokens: estimateInputTokens(request),
          outputTokens: estimateTokens(text + (toolCalls.length > 0 ? JSON.stringify(toolCalls) : '')),
          estimated: true,
        };
  return { text, toolCalls, usage, model };
}
