/** A model's reply by script: shaped as the research package's `ChatModel`, no network. */
export interface ScriptedReply {
  readonly text?: string;
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: unknown }[];
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
}

export interface ScriptedCall<Request> {
  readonly request: Request;
  readonly signal: AbortSignal;
}

/** Step by step: a reply, an error to throw, or a function of the call. The last step repeats. */
export type ScriptStep<Request> =
  | ScriptedReply
  | Error
  | ((call: ScriptedCall<Request>) => ScriptedReply | Promise<ScriptedReply>);

/** A model that follows a script and keeps what it was asked in `calls`. */
export function scriptedModel<Request>(ref: string, steps: readonly ScriptStep<Request>[]) {
  const calls: ScriptedCall<Request>[] = [];
  return {
    ref,
    calls,
    async stream(request: Request, signal: AbortSignal, onText: (text: string) => void) {
      const step = steps[Math.min(calls.length, steps.length - 1)] ?? {};
      calls.push({ request, signal });
      if (step instanceof Error) throw step;
      const reply = typeof step === 'function' ? await step({ request, signal }) : step;
      if (reply.text) onText(reply.text);
      return {
        text: reply.text ?? '',
        toolCalls: reply.toolCalls ?? [],
        usage: { ...(reply.usage ?? { inputTokens: 100, outputTokens: 50 }), estimated: false },
        model: ref,
      };
    },
  };
}
