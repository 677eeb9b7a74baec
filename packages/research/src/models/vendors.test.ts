import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@sagacity/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { anthropic } from './anthropic/index.ts';
import { google } from './google/index.ts';
import type { ChatRequest } from './port.ts';
import type { VendorPlugin } from './vendor.ts';

interface Shape {
  readonly plugin: VendorPlugin;
  readonly path: RegExp;
  readonly events: readonly object[];
  readonly refusal: object;
}

const anthropicEvents = [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 11, output_tokens: 1 },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello ' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'there' } },
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 7 },
  },
  { type: 'message_stop' },
];
const googlePiece = (text: string, output: number, rest: object) => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0, ...rest }],
  usageMetadata: { promptTokenCount: 11, candidatesTokenCount: output, totalTokenCount: 11 + output },
  modelVersion: 'm',
});
const shapes: Record<string, Shape> = {
  anthropic: {
    plugin: anthropic,
    path: /^\/v1\/messages/,
    events: anthropicEvents,
    refusal: { type: 'error', error: { type: 'rate_limit_error', message: 'slow down' } },
  },
  google: {
    plugin: google,
    path: /m:streamGenerateContent/,
    events: [googlePiece('Hello ', 3, {}), googlePiece('there', 7, { finishReason: 'STOP' })],
    refusal: { error: { code: 429, message: 'slow down', status: 'RESOURCE_EXHAUSTED' } },
  },
};
const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello?' },
    {
      role: 'assistant',
      content: 'Let me see.',
      toolCalls: [{ id: 'c1', name: 'get_fact', arguments: { id: 'x' } }],
    },
    { role: 'tool', callId: 'c1', name: 'get_fact', content: 'x is 1' },
  ],
  tools: [
    {
      name: 'get_fact',
      description: 'a fact',
      parameters: { type: 'object', properties: { id: { type: 'string' } } },
    },
  ],
  maxOutputTokens: 50,
  temperature: 0,
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** With `endless` the last event is sent again until nobody listens; `gone` resolves then. */
async function serve(shape: Shape, status: number, endless = false) {
  let left = () => {};
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  const asked: { url: string; body: string }[] = [];
  const started = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    asked.push({ url: incoming.url ?? '', body });
    if (status !== 200) {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '4' });
      response.end(JSON.stringify(shape.refusal));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (event: object) =>
      response.write(`${'type' in event ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
    for (const event of shape.events) send(event);
    if (!endless) return void response.end();
    const again = () => {
      while (!response.destroyed && send(shape.events.at(-1) ?? {}));
    };
    response.on('drain', again).on('close', left);
    again();
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, asked: () => asked, gone };
}

describe.each(Object.entries(shapes))('a model of %s', (vendorId, shape) => {
  const open = (baseUrl: string) =>
    shape.plugin.open({ vendorId, model: 'm', baseUrl, apiKey: new Secret('k'), fetch });

  it('streams from the configured address and reports the tokens the vendor counted', async () => {
    const { url, asked } = await serve(shape, 200);
    let heard = '';
    const reply = await open(url).stream(request, new AbortController().signal, (text) => {
      heard += text;
    });
    expect(reply).toMatchObject({
      text: 'Hello there',
      usage: { inputTokens: 11, outputTokens: 7, estimated: false },
    });
    expect(heard).toBe('Hello there');
    expect(asked()[0]?.url).toMatch(shape.path);
    expect(asked()[0]?.body).toContain('x is 1');
  });

  it('reads no more of an answer than 24,000 characters, and stops asking for the rest', async () => {
    const long =
      shape.plugin === google
        ? googlePiece('7'.repeat(1_000), 7, {})
        : { ...anthropicEvents[2], delta: { type: 'text_delta', text: '7'.repeat(1_000) } };
    const { url, gone } = await serve({ ...shape, events: [...shape.events.slice(0, 2), long] }, 200, true);
    let heard = 0;
    const reply = await open(url).stream(request, new AbortController().signal, (text) => {
      heard += text.length;
    });
    expect([reply.text.length, heard]).toEqual([24_000, 24_000]);
    await gone;
  });

  it('answers 429 with RATE_LIMITED after one request', async () => {
    const { url, asked } = await serve(shape, 429);
    const asking = open(url).stream(request, new AbortController().signal, () => {});
    await expect(asking).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(asked()).toHaveLength(1);
  });
});
