import type { FakeMessage, FakeReply, FakeRequest } from './fake-openai-port.ts';

const envelope = (request: FakeRequest, object: string) => ({
  id: 'chatcmpl-fake',
  object,
  created: 1_700_000_000,
  model: request.model,
});

/** Text of a message, whichever way it was sent. */
export const textOf = ({ content }: FakeMessage): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');

/** About a token for four characters, one for each ideograph. */
const tokensOf = (text: string) => {
  const wide = text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 4);
};

function usageOf(request: FakeRequest, reply: FakeReply) {
  if (reply.usage === null) return undefined;
  const prompt =
    reply.usage?.inputTokens ??
    request.messages.reduce((sum, message) => sum + tokensOf(textOf(message)) + 4, 0);
  const completion =
    reply.usage?.outputTokens ?? tokensOf((reply.text ?? '') + JSON.stringify(reply.toolCalls ?? '')) + 1;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

const toolCallsOf = (reply: FakeReply) =>
  reply.toolCalls?.map((call, index) => ({
    index,
    id: `call_${index}_${call.name}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));

const finishOf = (reply: FakeReply) => (reply.toolCalls?.length ? 'tool_calls' : 'stop');

/** The body of a reply that is not streamed. */
export const wholeReply = (request: FakeRequest, reply: FakeReply) => ({
  ...envelope(request, 'chat.completion'),
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: reply.text ?? '', tool_calls: toolCallsOf(reply) },
      finish_reason: finishOf(reply),
    },
  ],
  usage: usageOf(request, reply),
});

/** The pieces of a streamed reply: role, text in bits of 24 characters, tool calls, the end, usage. */
export function* streamReply(request: FakeRequest, reply: FakeReply) {
  const piece = (delta: object, finish: string | null = null) => ({
    ...envelope(request, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  yield piece({ role: 'assistant', content: '' });
  for (const [bit] of (reply.text ?? '').matchAll(/[\s\S]{1,24}/gu)) yield piece({ content: bit });
  const calls = toolCallsOf(reply);
  if (calls) yield piece({ tool_calls: calls });
  yield piece({}, finishOf(reply));
  const usage = usageOf(request, reply);
  if (usage) yield { ...envelope(request, 'chat.completion.chunk'), choices: [], usage };
}
