import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import { openSignedInApp, type SignedInApp } from '../../harness/signed-in-app.ts';
import { peakMb, watchOthers } from '../../harness/watch-others.ts';

let signedIn: SignedInApp;
let finished: string;
beforeAll(async () => {
  signedIn = await openSignedInApp();
  const { id } = await startRun(signedIn.client);
  await waitForRun(signedIn.client, id, hasEnded);
  finished = `run:${id}`;
});
afterAll(() => signedIn?.close());

const floods: Readonly<Record<string, (socket: WebSocket) => void>> = {
  'requests whose answers it does not read': (socket) => socket.send('{"type":"ping"}'),
  'pings of the protocol': (socket) => socket.ping('x'.repeat(120)),
  'subscriptions to what is not there': (socket) =>
    socket.send('{"type":"subscribe","stream":"run:none","after":null}'),
  'what is no request': (socket) => socket.send('x'),
};

async function open(url: string, ticket: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/ws`, ['sagacity', `ticket.${ticket}`]);
  socket.on('error', () => {}); // being cut off while sending is what is wanted
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

/** Sends as fast as the socket takes it, for as long as the server lets it, at most 5 s; answers how many frames. */
async function flood(url: string, ticket: string, frame: (socket: WebSocket) => void): Promise<number> {
  const socket = await open(url, ticket);
  socket.pause();
  const endsAt = performance.now() + 5_000;
  let sent = 0;
  while (socket.readyState === WebSocket.OPEN && performance.now() < endsAt) {
    for (let i = 0; i < 1_000 && socket.readyState === WebSocket.OPEN; i++, sent++) frame(socket);
    await new Promise((resolve) => setTimeout(resolve, socket.bufferedAmount > 1e6 ? 20 : 0));
  }
  socket.terminate();
  return sent;
}

it.each(Object.keys(floods))('serves others while four sockets flood it with %s', async (kind) => {
  const { app, client } = signedIn;
  const headers = { authorization: `Bearer ${client.token}` };
  const beforeMb = peakMb(app.pid);
  let sent: number[] = [];
  const others = await watchOthers(`${app.url}/api/me`, { headers }, async () => {
    const tickets = await Promise.all(Array.from({ length: 4 }, () => client.call('socketTicket')));
    sent = await Promise.all(tickets.map(({ ticket }) => flood(app.url, ticket, floods[kind]!)));
    await new Promise((resolve) => setTimeout(resolve, 500)); // what is left over would show now
  });
  const grownMb = peakMb(app.pid) - beforeMb;
  console.log(`${kind}: ${JSON.stringify({ sent, others, grownMb })}`);
  expect(others.failed).toBe(0);
  expect(others.longestMs).toBeLessThan(5_000);
  expect(grownMb).toBeLessThan(200);
});

it('serves others while twenty sockets ask for all that was said of a run fifty times each', async () => {
  const { app, client } = signedIn;
  const asking = JSON.stringify({ type: 'subscribe', stream: finished, after: null });
  const tickets = await Promise.all(Array.from({ length: 20 }, () => client.call('socketTicket')));
  const sockets = await Promise.all(tickets.map(({ ticket }) => open(app.url, ticket)));
  const others = await watchOthers(`${app.url}/api/health/live`, {}, () =>
    Promise.all(
      sockets.map(async (socket) => {
        let answers = 0;
        const isAnswered = new Promise<void>((resolve) => {
          socket.on('message', (text) => {
            if (String(text).startsWith('{"type":"event"')) return;
            answers += 1;
            if (answers === 50) resolve();
          });
        });
        for (let i = 0; i < 50; i++) socket.send(asking);
        await isAnswered;
        socket.terminate();
      }),
    ),
  );
  console.log(`replays: ${JSON.stringify(others)}`);
  expect(others.failed).toBe(0);
});
