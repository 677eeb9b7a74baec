export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: unknown;
  /** What some vendors want to be handed back with the call. */
  readonly signature?: string;
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly name: string; readonly content: string };

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolSpec[];
  readonly maxOutputTokens: number;
  /** 0 to 1. */
  readonly temperature: number;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** True when the vendor reported none and the texts were counted instead. */
  readonly estimated: boolean;
}

export interface ChatReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** The vendor's name of the model that answered. */
  readonly model: string;
}

/**
 * One model of one vendor. `stream` calls `onText` with each piece of text and resolves with the whole reply. Throws RATE_LIMITED
 * (`details.retryAfterMs` when known), KEY_REFUSED, NOT_CONFIGURED (no such model), UPSTREAM_FAILED (`details.permanent` when the same
 * request cannot succeed) or, when `signal` aborts, its reason. Does not retry: that is the meter's.
 */
export interface ChatModel {
  /** `vendor/model`. */
  readonly ref: string;
  stream(request: ChatRequest, signal: AbortSignal, onText: (text: string) => void): Promise<ChatReply>;
}
