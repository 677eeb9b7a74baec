import type { HealthReply } from '@sagacity/contracts/health';
import { type FaultServer, faultServer } from '@sagacity/platform/store/mongo/fault-server.conformance';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ApiFailure } from '../harness/api-client.ts';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

const script = process.env.MONGO_SERVER_SCRIPT;
if (!script && process.env.CI)
  throw new Error('MONGO_SERVER_SCRIPT is not set: CI runs this against a server it can stop');

let mongo: FaultServer;
let browser: SignedInBrowser;
beforeAll(async () => {
  if (!script) return;
  mongo = await faultServer(script);
  await mongo.start();
  browser = await openSignedInBrowser({
    env: {
      SAGACITY_STORE_KIND: 'mongodb',
      SAGACITY_STORE_URI: mongo.uri.replace('/?', `/outage_${Date.now()}?`),
    },
  });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await mongo?.stop();
});

const url = () => browser.signedIn.app.url;
const statusOf = async (path: string) => (await fetch(`${url()}${path}`)).status;

it.skipIf(!script)(
  'answers 503 while the database is stopped under load and recovers by itself',
  async () => {
    const { client } = browser.signedIn;
    const page = await browser.visit('/');
    const before = await startRun(client);
    expect((await waitForRun(client, before.id, hasEnded)).status).toBe('succeeded');
    expect(await statusOf('/api/health/ready')).toBe(200);

    const outcomes = new Map<string, number>();
    let loading = true;
    const load = Array.from({ length: 8 }, async () => {
      while (loading) {
        const outcome = await client.call('listRuns').then(
          () => 'ok',
          (error: unknown) => (error instanceof ApiFailure ? error.code : `no answer: ${error}`),
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    });
    const live = vi.waitFor(async () => expect(outcomes.get('ok')).toBeGreaterThan(20), 20_000);
    await live;
    await mongo.kill();
    await vi.waitFor(async () => expect(await statusOf('/api/health/ready')).toBe(503), 20_000);
    expect(await statusOf('/api/health/live')).toBe(200);
    const health = (await (await fetch(`${url()}/api/health`)).json()) as HealthReply;
    expect(health.components).toContainEqual(expect.objectContaining({ name: 'store', status: 'down' }));

    await mongo.start();
    await vi.waitFor(async () => expect(await statusOf('/api/health/ready')).toBe(200), 60_000);
    await page.getByText('Recent runs').waitFor();
    await page.getByText('The server is not ready.').waitFor({ state: 'detached', timeout: 30_000 });
    loading = false;
    await Promise.all(load);
    expect(
      [...outcomes.keys()].filter((outcome) => outcome !== 'ok' && outcome !== 'STORE_UNAVAILABLE'),
    ).toEqual([]);

    const after = await startRun(client);
    expect((await waitForRun(client, after.id, hasEnded)).status).toBe('succeeded');
    expect((await client.call('listRuns')).items.map(({ id }) => id)).toEqual([after.id, before.id]);
  },
);
