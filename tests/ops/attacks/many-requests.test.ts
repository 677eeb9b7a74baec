import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRun } from '../../harness/llm-run.ts';
import { openSignedInApp, type SignedInApp } from '../../harness/signed-in-app.ts';
import { peakMb, watchOthers } from '../../harness/watch-others.ts';

let signedIn: SignedInApp;
beforeAll(async () => {
  signedIn = await openSignedInApp();
  for (let i = 0; i < 20; i++) await startRun(signedIn.client, { depth: 1 });
});
afterAll(() => signedIn?.close());

/** So many requests on each connection before the first answer is read; ends when the server has left, or has answered, all of them. */
async function pipeline(connections: number, requests: number, path: string, headers: string[] = []) {
  const { hostname, port, host } = new URL(signedIn.app.url);
  const text = `${[`GET ${path} HTTP/1.1`, `host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`;
  const one = () =>
    new Promise<void>((resolve) => {
      const socket = connect({ host: hostname, port: Number(port), localAddress: '127.0.0.2' });
      socket.on('error', () => {}); // being cut off is what it is after
      socket.on('close', () => resolve());
      socket.resume();
      socket.end(text.repeat(requests));
    });
  await Promise.all(Array.from({ length: connections }, one));
}

const bearer = () => `authorization: Bearer ${signedIn.client.token}`;
const indicators =
  '/api/instruments/DEMO:NEBULA/indicators?names=ma,ema,boll,vwap,volume,macd,rsi,kdj,obv,atr,adx';
const floods: Readonly<Record<string, () => Promise<unknown>>> = {
  'a thousand pipelined requests of a stranger for the longest public reply': () =>
    pipeline(1, 1_000, '/api/docs/json', ['accept-encoding: br']),
  'fifty connections of a stranger with twenty such each': () =>
    pipeline(50, 20, '/api/docs/json', ['accept-encoding: br']),
  'two hundred pipelined requests for every indicator': () => pipeline(1, 200, indicators, [bearer()]),
  'five hundred requests for the list of runs at once': () =>
    Promise.all(Array.from({ length: 500 }, () => ask('/api/runs?limit=200'))),
};

async function ask(path: string): Promise<number> {
  const headers = { authorization: `Bearer ${signedIn.client.token}` };
  const reply = await fetch(`${signedIn.app.url}${path}`, { headers });
  await reply.arrayBuffer();
  return reply.status;
}

it.each(Object.keys(floods))('goes on serving others under %s', async (kind) => {
  const { app } = signedIn;
  const beforeMb = peakMb(app.pid);
  const others = await watchOthers(`${app.url}/api/health/live`, {}, floods[kind]!);
  const grownMb = peakMb(app.pid) - beforeMb;
  console.log(`${kind}: ${JSON.stringify({ others, grownMb })}`);
  expect(others.failed).toBe(0);
  expect(grownMb).toBeLessThan(400);
});

it('goes on serving others while three hundred runs are asked for at once', async () => {
  const { app, client } = signedIn;
  const body = { instrument: 'DEMO:NEBULA', config: { depth: 1 } };
  const statuses: number[] = [];
  const start = async () => {
    const reply = await fetch(`${app.url}/api/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    statuses.push(reply.status);
    await reply.arrayBuffer();
  };
  const others = await watchOthers(`${app.url}/api/health/live`, {}, () =>
    Promise.all(Array.from({ length: 300 }, start)),
  );
  console.log(`300 runs: ${JSON.stringify({ others, statuses: Object.fromEntries(count(statuses)) })}`);
  expect(others.failed).toBe(0);
  expect(statuses.every((status) => [200, 201, 202, 429].includes(status))).toBe(true);
});

const count = (statuses: readonly number[]) =>
  [...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]);
