import type { ChatRequest } from './port.ts';

const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g;

/** Upper estimate: one and a half tokens per ideograph, one per three other characters. */
export function estimateTokens(text: string): number {
  const ideographs = text.match(wide)?.length ?? 0;
  return Math.ceil(ideographs * 1.5 + (text.length - ideographs) / 3);
}

/** The same for all a request sends, with eight tokens of framing per message. */
export function estimateInputTokens({ messages, tools }: ChatRequest): number {
  const said = messages.map((message) =>
    message.role === 'assistant' && message.toolCalls
      ? message.content + JSON.stringify(message.toolCalls)
      : message.content,
  );
  return said.reduce(
    (sum, text) => sum + estimateTokens(text) + 8,
    tools ? estimateTokens(JSON.stringify(tools)) : 0,
  );
}
