import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from './fake-openai.ts';
import { autoAnswer } from './fake-openai-auto-answer.ts';

let server: FakeOpenAi;
beforeEach(async () => {
  server = await startFakeOpenAi();
});
afterEach(() => server.close());

const ask = (model: string, over: object = {}, signal?: AbortSignal) =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }], ...over }),
    ...(signal ? { signal } : {}),
  });

it('streams server-sent events that end with usage and [DONE]', async () => {
  server.behave(() => ({ text: 'one two three', usage: { inputTokens: 5, outputTokens: 3 } }));
  const lines = (await (await ask('m', { stream: true })).text()).trim().split('\n\n');
  expect(lines.at(-1)).toBe('data: [DONE]');
  expect(JSON.parse(lines.at(-2)?.slice(6) ?? '').usage).toMatchObject({
    prompt_tokens: 5,
    completion_tokens: 3,
  });
});

it('behaves by model and by how often it was asked, and keeps a journal', async () => {
  server.behave(({ model }, nth) =>
    model === 'flaky' && nth === 0 ? { status: 429, retryAfterSeconds: 2 } : { text: 'ok' },
  );
  const first = await ask('flaky');
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await (await ask('flaky')).json()) as object).toMatchObject({
    choices: [{ message: { content: 'ok' } }],
  });
  expect([server.count(), server.count('flaky'), server.count('other')]).toEqual([2, 2, 0]);
  expect(server.journal.map(({ outcome }) => outcome)).toEqual(['refused', 'completed']);
});

it('keeps a request open when told to hang', async () => {
  server.behave(() => ({ hang: 'at-once' }));
  const controller = new AbortController();
  const asking = ask('m', {}, controller.signal);
  while (server.count() === 0) await new Promise(setImmediate);
  controller.abort();
  await expect(asking).rejects.toThrow();
  expect(server.journal[0]?.outcome).toBe('open');
});

it('shows its journal to other processes', async () => {
  await (await ask('m')).text();
  await (await ask('m')).text();
  const url = new URL('/journal', server.url);
  const lines = (await (await fetch(url)).json()) as {
    model: string;
    outcome: string;
    messagesSha256: string;
  }[];
  expect(lines).toMatchObject([{ model: 'm', outcome: 'completed' }, { outcome: 'completed' }]);
  expect(lines[0]?.messagesSha256).toBe(lines[1]?.messagesSha256);
});

it('survives a body that is no JSON', async () => {
  await expect(fetch(`${server.url}/chat/completions`, { method: 'POST', body: 'no' })).rejects.toThrow();
  expect((await ask('m')).status).toBe(200);
});

it('answers a prompt of the roster with cited facts and a JSON block', () => {
  const content = [
    'LANGUAGE: zh',
    'SECTIONS: risk-decision, final-decision',
    'DECISION: required',
    'market.close | 收盘价 | 12.50元 | price | 2024-06-28',
    'market.atr14 | ATR(14) | 0.30元 | price | 2024-06-28',
  ].join('\n');
  const { text = '' } = autoAnswer({ model: 'm', messages: [{ role: 'user', content }] });
  expect(text).toContain('## section:final-decision\n收盘价为 [[market.close]]');
  const block = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
  expect(block.decision).toMatchObject({
    kind: 'rated',
    stop: { base: 'market.close', multiple: -2, step: 'market.atr14' },
  });
});
