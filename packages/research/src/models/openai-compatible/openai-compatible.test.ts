import { Secret } from '@sagacity/kernel';
import { type FakeOpenAi, type FakeReply, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest } from '../port.ts';
import { openaiCompatible } from './index.ts';

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'You are brief.' },
    { role: 'user', content: 'Say hello.' },
  ],
  maxOutputTokens: 100,
  temperature: 0,
};
let server: FakeOpenAi | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function modelThat(reply: FakeReply) {
  server = await startFakeOpenAi({ script: () => reply });
  return openaiCompatible.open({
    vendorId: 'local',
    model: 'm',
    baseUrl: server.url,
    apiKey: new Secret('k'),
    fetch,
  });
}
const signal = () => new AbortController().signal;

describe('an OpenAI-compatible model', () => {
  it('streams text and reports the tokens the vendor counted', async () => {
    const model = await modelThat({
      text: 'Hello there, how are you today?',
      usage: { inputTokens: 11, outputTokens: 7 },
    });
    const pieces: string[] = [];
    const reply = await model.stream(request, signal(), (text) => pieces.push(text));
    expect(reply).toEqual({
      text: 'Hello there, how are you today?',
      toolCalls: [],
      usage: { inputTokens: 11, outputTokens: 7, estimated: false },
      model: 'm',
    });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(reply.text);
  });

  it('estimates the tokens, and says so, when the vendor reports none', async () => {
    const model = await modelThat({ text: 'Hello', usage: null });
    const { usage } = await model.stream(request, signal(), () => {});
    expect(usage.estimated).toBe(true);
    expect(usage.inputTokens).toBeGreaterThan(5);
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  it('returns tool calls with parsed arguments', async () => {
    const model = await modelThat({ toolCalls: [{ name: 'get_fact', arguments: { id: 'market.close' } }] });
    const tools = [
      { name: 'get_fact', description: 'a fact', parameters: { type: 'object', properties: {} } },
    ];
    const reply = await model.stream({ ...request, tools }, signal(), () => {});
    expect(reply.toolCalls).toMatchObject([{ name: 'get_fact', arguments: { id: 'market.close' } }]);
    expect(server?.journal[0]?.request.tools?.[0]?.function.name).toBe('get_fact');
  });

  it.each([
    [{ status: 429, retryAfterSeconds: 3 }, 'RATE_LIMITED', { retryAfterMs: 3000 }],
    [{ status: 401 }, 'KEY_REFUSED', { status: 401 }],
    [{ status: 404 }, 'NOT_CONFIGURED', { status: 404 }],
    [{ status: 400 }, 'UPSTREAM_FAILED', { permanent: true }],
    [{ status: 500 }, 'UPSTREAM_FAILED', { status: 500 }],
    [{ malformed: true }, 'UPSTREAM_FAILED', {}],
    [{ text: 'half an answer', cut: true }, 'UPSTREAM_FAILED', {}],
    [{ text: '' }, 'UPSTREAM_FAILED', {}],
  ] as const)('answers %o with %s and asks once', async (reply, code, details) => {
    const model = await modelThat(reply);
    const failure = await model.stream(request, signal(), () => {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, details });
    expect(server?.count()).toBe(1);
  });

  it('does without tools from the moment the model refuses them', async () => {
    server = await startFakeOpenAi({
      script: (asked) =>
        asked.tools ? { status: 400, message: 'm does not support tools' } : { text: 'fine' },
    });
    const model = openaiCompatible.open({
      vendorId: 'local',
      model: 'm',
      baseUrl: server.url,
      apiKey: null,
      fetch,
    });
    const tools = [
      { name: 'get_fact', description: 'a fact', parameters: { type: 'object', properties: {} } },
    ];
    for (const calls of [2, 3]) {
      expect((await model.stream({ ...request, tools }, signal(), () => {})).text).toBe('fine');
      expect(server.count()).toBe(calls);
    }
  });

  it('stops at once with the reason of the abort', async () => {
    const model = await modelThat({ hang: 'at-once' });
    const controller = new AbortController();
    const pending = model.stream(request, controller.signal, () => {});
    const arrived = server as FakeOpenAi;
    const check = expect(pending).rejects.toThrow('enough');
    while (arrived.count() === 0) await new Promise(setImmediate);
    controller.abort(new Error('enough'));
    await check;
  });
});
