import { get } from 'node:https';
import { expect, it } from 'vitest';
import { type Flood, floodFrom } from '../../harness/stack/flood-from.ts';
import { startLoad } from '../../harness/stack/load.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

const body = (path: string, ...more: readonly string[]) => {
  const lines = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 9000', ...more];
  return `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{"a":"`;
};
const halfHead = 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Never: ';
/** In the shape of a token, signed by nobody. */
const forged = `Authorization: Bearer ${'eyJhbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiJhIn0'}.${'a'.repeat(43)}`;

const floods: ReadonlyArray<readonly [string, Flood]> = [
  [
    '600 bodies a byte a second, of strangers at three addresses',
    { ...{ addresses: 3, connectionsPerAddress: 200 }, port: 8443, head: body('/api/runs'), everyMs: 1_000 },
  ],
  [
    '600 bodies a byte a second under a forged token, from three addresses',
    {
      ...{ addresses: 3, connectionsPerAddress: 200 },
      port: 8443,
      head: body('/api/runs', forged),
      everyMs: 1_000,
    },
  ],
  [
    '3,300 unfinished headers on the HTTP port, from three addresses',
    { ...{ addresses: 3, connectionsPerAddress: 1_100 }, port: 8080, head: halfHead, everyMs: 1_000 },
  ],
];

/** Ten new connections over HTTPS at a time: how many of all got no page. */
async function failedOf(count: number): Promise<number> {
  let failed = 0;
  const one = () =>
    new Promise<void>((resolve) => {
      const asked = get(`${stack.url}/`, { agent: false, signal: AbortSignal.timeout(15_000) }, (reply) => {
        if (reply.statusCode !== 200) failed++;
        reply.resume().once('close', resolve);
      });
      asked.once('error', () => {
        failed++;
        resolve();
      });
    });
  for (let at = 0; at < count; at += 10) await Promise.all(Array.from({ length: 10 }, one));
  return failed;
}

describeStack('a flood of requests that never end', () => {
  it.each(floods)('%s: leaves everybody else served', async (fault, flood) => {
    const client = await signedInClient();
    const { url, token } = client;
    const requests = ['/api/runs?limit=3', '/api/me', '/'].map((path) => ({ path }));
    const { open, stop } = await floodFrom(`${stack.project}-network`, flood);
    const load = startLoad({ url, token, perSecond: 20, requests });
    await lapse(8_000);
    const failedFresh = await failedOf(60);
    const held = open();
    const { sent, failed, failures, maxMs } = await load.stop();
    await stop();
    record({
      fault,
      requests: { sent: sent + 60, failed: failed + failedFresh },
      events: null,
      repeatedCalls: null,
      recoveryMs: null,
      note: `${held} connections of the flood open; ${failedFresh} of 60 new connections failed; slowest answer ${(maxMs / 1000).toFixed(1)} s`,
      engine: 'nginx',
    });
    expect([failures, failedFresh]).toEqual([{}, 0]);
    await untilWell(client);
  });
});
