import { Secret } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../port.ts';
import { google } from './index.ts';

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello?' },
    {
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 'c1', name: 'get_fact', arguments: { id: 'x' }, signature: 's1' }],
    },
    { role: 'tool', callId: 'c1', name: 'get_fact', content: 'x is 1' },
    { role: 'user', content: 'Go on.' },
  ],
  maxOutputTokens: 50,
  temperature: 0.2,
};
const parts = (...all: object[]) => ({ candidates: [{ content: { role: 'model', parts: all } }] });
const stream = (...events: object[]) =>
  new Response(events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join(''));

function modelThat(reply: Response, baseUrl: string | null = null) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    asked.push({ url: String(url), init });
    return reply;
  };
  const model = google.open({ vendorId: 'g', model: 'gemini', baseUrl, apiKey: new Secret('k'), fetch });
  return { asked, ask: () => model.stream(request, new AbortController().signal, () => {}) };
}

describe('a model of Google', () => {
  it('is asked with the key in a header alone, and told its own calls with what it signed', async () => {
    const { asked, ask } = modelThat(stream(parts({ text: 'ok' })));
    await ask();
    expect(asked[0]?.url).toBe(
      'https://generativelanguage.googleapis.com/v1beta/models/gemini:streamGenerateContent?alt=sse',
    );
    expect(asked[0]?.init.headers).toMatchObject({ 'x-goog-api-key': 'k' });
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hello?' }] },
        {
          role: 'model',
          parts: [{ functionCall: { name: 'get_fact', args: { id: 'x' } }, thoughtSignature: 's1' }],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'get_fact', response: { content: 'x is 1' } } },
            { text: 'Go on.' },
          ],
        },
      ],
      generationConfig: { maxOutputTokens: 50, temperature: 0.2 },
    });
  });

  it('calls tools, keeps thoughts to itself and counts them', async () => {
    const { ask } = modelThat(
      stream(
        parts({ text: 'hm', thought: true }, { text: 'Let me see.' }),
        {
          ...parts({ functionCall: { name: 'get_fact', args: { id: 'y' } }, thoughtSignature: 's2' }),
          usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 4, thoughtsTokenCount: 3 },
          modelVersion: 'gemini-1',
        },
        parts({ functionCall: { name: 'list_facts' } }),
      ),
    );
    expect(await ask()).toEqual({
      text: 'Let me see.',
      toolCalls: [
        { id: 'call_0', name: 'get_fact', arguments: { id: 'y' }, signature: 's2' },
        { id: 'call_1', name: 'list_facts', arguments: {} },
      ],
      usage: { inputTokens: 11, outputTokens: 7, estimated: false },
      model: 'gemini-1',
    });
  });

  it.each([
    ['http://proxy.example', 'http://proxy.example/v1beta/models/gemini'],
    ['http://proxy.example/v1beta/', 'http://proxy.example/v1beta/models/gemini'],
  ])('is asked at %s when that is its address', async (baseUrl, start) => {
    const { asked, ask } = modelThat(stream(parts({ text: 'ok' })), baseUrl);
    await ask();
    expect(asked[0]?.url.startsWith(start)).toBe(true);
  });

  it.each([
    [new Response('{"error":{"message":"denied"}}', { status: 403 }), 'KEY_REFUSED'],
    [Response.json({ error: { details: [{ reason: 'API_KEY_INVALID' }] } }, { status: 400 }), 'KEY_REFUSED'],
    [new Response('{"error":{"message":"no such model"}}', { status: 404 }), 'NOT_CONFIGURED'],
    [new Response('<html>bad gateway</html>', { status: 502 }), 'UPSTREAM_FAILED'],
    [new Response('data: {half an'), 'UPSTREAM_FAILED'],
    [stream({ candidates: 'none' }), 'UPSTREAM_FAILED'],
    [stream(), 'UPSTREAM_FAILED'],
  ])('fails with a reason on %#', async (reply, code) => {
    await expect(modelThat(reply).ask()).rejects.toMatchObject({ code });
  });

  it('waits as long as it is told to', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' }];
    const reply = Response.json({ error: { code: 429, message: 'slow', details } }, { status: 429 });
    await expect(modelThat(reply).ask()).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterMs: 7_000 },
    });
  });
});
