export interface FakeMessage {
  readonly role: string;
  readonly content: string | null | readonly { readonly text?: string }[];
}

export interface FakeRequest {
  readonly model: string;
  readonly messages: readonly FakeMessage[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly stream?: boolean;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

/** What the server does with one request; everything is optional, the text empty by default. */
export interface FakeReply {
  readonly text?: string;
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: unknown }[];
  /** An HTTP error instead of a reply. */
  readonly status?: number;
  /** Of the error. */
  readonly message?: string;
  readonly retryAfterSeconds?: number;
  /** Never answers; `after-text` sends the text first. */
  readonly hang?: 'at-once' | 'after-text';
  /** Closes the connection after the text, before the end of the reply. */
  readonly cut?: boolean;
  /** Sends bytes that are no JSON. */
  readonly malformed?: boolean;
  /** Time until the first byte, and between pieces of a stream. */
  readonly latencyMs?: number;
  readonly pieceMs?: number;
  /** `null`: the vendor reports no usage. Default: counted from the texts. */
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number } | null;
}

/** `nth` counts the requests of the same model from 0. */
export type FakeScript = (request: FakeRequest, nth: number) => FakeReply | Promise<FakeReply>;
