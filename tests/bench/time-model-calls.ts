import { openaiCompatible } from '@sagacity/research/models/openai-compatible/index';
import type { ChatMessage, ChatRequest, ToolSpec } from '@sagacity/research/models/port';
import { textOf } from '@sagacity/testkit/fake-openai-replies';
import { median } from './port.ts';
import type { ModelCall, TimedModels } from './timed-models.ts';

const rounds = 10;

/** Milliseconds one of the calls recorded last takes when the program's own client makes it and nothing else is done: median of rounds. */
export async function timeModelCalls(models: TimedModels): Promise<number> {
  const { server } = models;
  const address = { vendorId: 'local', model: 'quick', baseUrl: server.url, apiKey: null, fetch };
  const chat = openaiCompatible.open(address);
  const requests = models.calls.map(({ request }) => toChatRequest(request));
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    for (const request of requests) await chat.stream(request, new AbortController().signal, () => {});
    taken.push((performance.now() - startedMs) / requests.length);
  }
  return median(taken.slice(rounds / 2));
}

/** What the program asked its client for, read back from what the client sent. */
function toChatRequest({ messages, tools, max_tokens = 3_000 }: ModelCall['request']): ChatRequest {
  const asked = (tools ?? []) as unknown as readonly { function: ToolSpec }[]; // sent whole
  return {
    messages: messages.map((message) => ({ role: message.role, content: textOf(message) }) as ChatMessage), // no tool was called
    tools: asked.map((tool) => tool.function),
    maxOutputTokens: max_tokens,
    temperature: 0,
  };
}
