import { once } from 'node:events';
import type { SocketMessage } from '@sagacity/contracts/events';
import { startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { ApiClient } from '../harness/api-client.ts';
import { configureFakeModels, llmConfig, llmEnv, startRun } from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';

type EventMessage = Extract<SocketMessage, { type: 'event' }>;

async function openSocket(client: ApiClient): Promise<WebSocket> {
  const { ticket } = await client.call('socketTicket');
  const socket = new WebSocket(`${client.url.replace('http', 'ws')}/api/ws`, [
    'sagacity',
    `ticket.${ticket}`,
  ]);
  await once(socket, 'open');
  return socket;
}

/** Reads until the run's end or until `most` events came, then cuts the connection without a goodbye. */
async function readSome(client: ApiClient, stream: string, after: string | null, most: number) {
  const socket = await openSocket(client);
  const events: EventMessage[] = [];
  const enough = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as SocketMessage;
      if (message.type !== 'event' || events.length >= most) return;
      events.push(message);
      if (events.length >= most || isEnd(message)) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'subscribe', stream, after }));
  await enough;
  socket.terminate();
  return events;
}

const isEnd = ({ event }: EventMessage) =>
  event.type === 'run-succeeded' || event.type === 'run-failed' || event.type === 'run-cancelled';

it('loses and doubles no event over 50 cut sockets', async () => {
  const fake = await startFakeOpenAi({
    script: async (request) => ({ ...(await autoAnswer(request)), latencyMs: 100, pieceMs: 2 }),
  });
  onTestFinished(() => fake.close());
  const { client, close } = await openSignedInApp(llmEnv);
  onTestFinished(close);
  await configureFakeModels(client, fake);
  const run = await startRun(client, llmConfig);

  const seen: EventMessage[] = [];
  let cuts = 0;
  while (!seen.some(isEnd)) {
    const most = cuts < 50 ? 1 + Math.floor(Math.random() * 4) : Number.POSITIVE_INFINITY;
    seen.push(...(await readSome(client, run.stream, seen.at(-1)?.offset ?? null, most)));
    cuts++;
  }
  const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);

  expect(cuts).toBeGreaterThanOrEqual(50);
  expect(seen.map(({ offset }) => offset)).toEqual(whole.map(({ offset }) => offset));
  expect(new Set(seen.map(({ offset }) => offset)).size).toBe(seen.length);
  expect(whole.at(-1)?.event.type).toBe('run-succeeded');
});
