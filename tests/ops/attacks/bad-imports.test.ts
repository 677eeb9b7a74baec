import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSignedInApp, type SignedInApp } from '../../harness/signed-in-app.ts';
import { peakMb, watchOthers } from '../../harness/watch-others.ts';

let signedIn: SignedInApp;
beforeAll(async () => {
  signedIn = await openSignedInApp();
});
afterAll(() => signedIn?.close());

const heading = 'date,open,high,low,close,volume\n';
const megabytes = (line: string, mb: number) => heading + line.repeat(Math.ceil((mb * 1e6) / line.length));
const bad = {
  'rows that are no rows': megabytes('2024-13-45,x,-1,1e400,nonsense,0.5\n', 29),
  'one line of commas': heading + ','.repeat(29e6),
  'an unclosed quote': `${heading}"${'x'.repeat(29e6)}`,
  'nothing but line ends': '\n'.repeat(14e6),
};

it('goes on serving others while eight bad files of 29 MB are imported at once', async () => {
  const { app, client } = signedIn;
  const headers = { authorization: `Bearer ${client.token}` };
  const statuses: number[] = [];
  const post = async (bars: string) => {
    const reply = await fetch(`${app.url}/api/instruments/import`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ instrument: 'US:EVIL', bars }),
    });
    await reply.text();
    statuses.push(reply.status);
  };
  const files = Object.values(bad);
  const others = await watchOthers(`${app.url}/api/me`, { headers }, () =>
    Promise.all([...files, ...files].map(post)),
  );
  console.log(`bad imports: ${JSON.stringify({ statuses, others, peakMb: peakMb(app.pid) })}`);
  expect(statuses.every((status) => [413, 422, 429, 503].includes(status))).toBe(true);
  expect(others.failed).toBe(0);
  expect(others.longestMs).toBeLessThan(5_000);
  expect(peakMb(app.pid)).toBeLessThan(1_500);
  expect((await client.call('me')).name).toBe('admin');
});
