import type { RunSummary } from '@sagacity/contracts/runs';
import type { ApiClient } from '../harness/api-client.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';
import { earlierCheckout } from './earlier-checkout.ts';
import { finishRun } from './finish-run.ts';
import { type Load, load, loadText } from './load.ts';
import { openResearcher, signInResearcher } from './open-researcher.ts';
import type { Bench, BenchRow, Skipped } from './port.ts';
import { startFastApi } from './start-fastapi.ts';
import { type Peer, peerFile, startPeer } from './start-peer.ts';

const here = new URL('../..', import.meta.url).pathname;
const rounds = 3;
/** Of the list, whose texts and steps are not read. */
const mostOfBefore = 1 / 3;
const mostOfFastApi = 1 / 5;

/** A signed-in researcher reads; the peers answer the same, each alone in a process of its own. */
export const authenticatedRead: Bench = {
  name: 'read',
  async run() {
    const signedIn = await openSignedInApp();
    try {
      const writer = await openResearcher(signedIn.client);
      for (let i = 0; i < 20; i++) await finishRun(writer, {}, 50);
      await signedIn.app.stop();
      const service = await startService(signedIn.app.dataDir);
      const client = await signInResearcher(service.url);
      const runs = await client.call('listRuns', { query: { limit: 20 } });
      const list = await load(`${client.url}/api/runs?limit=20`, client.token);
      const beside = await besideBefore(client, signedIn.app.dataDir);
      const account = await client.call('me');
      const me = await load(`${client.url}/api/me`, client.token);
      await service.stop();
      return [
        await besideFastify('the account signed in', me, account),
        await besideFastify('20 own runs', list, runs),
        await besideFastApi(list, runs.items),
        beside,
      ];
    } finally {
      await signedIn.close();
    }
  },
};

/** As a service manager does, with the log in a file: a pipe would have the load's own process read it. */
const startService = (dataDir: string, checkout = here): Promise<Peer> =>
  startPeer(process.execPath, [`${checkout}/apps/cli/src/main.ts`, 'serve'], {
    env: { SAGACITY_DATA_DIR: dataDir, SAGACITY_PORT: '0', SAGACITY_LOG_FORMAT: 'json' },
    logFile: `${dataDir}/service.log`,
  });

async function besideFastify(what: string, ours: Load, reply: object): Promise<BenchRow> {
  const input = JSON.stringify(reply);
  const peer = await startPeer(process.execPath, [peerFile('bare-fastify.ts')], { input });
  const theirs = await load(peer.url);
  await peer.stop();
  const kilobytes = (input.length / 1024).toFixed(1);
  return compare(`read of ${what} (${kilobytes} KB)`, ours, 'bare Fastify, the same bytes', theirs);
}

/** The same page of the same data by the version before, in turn with ours while both are up. */
async function besideBefore(ours: ApiClient, dataDir: string): Promise<BenchRow | Skipped> {
  const earlier = earlierCheckout();
  if ('skipped' in earlier) return earlier;
  const service = await startService(dataDir, earlier.path);
  const theirs = await signInResearcher(service.url);
  const [now, then]: [Load[], Load[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    then.push(await load(`${theirs.url}/api/runs?limit=20`, theirs.token));
    now.push(await load(`${ours.url}/api/runs?limit=20`, ours.token));
  }
  await service.stop();
  const [us, them] = [middle(now), middle(then)];
  const row = compare('read of 20 own runs', us, `the version before (${earlier.commit})`, them);
  return { ...row, goal: { text: 'a third of the time', met: row.ratio <= mostOfBefore } };
}

const middle = (loads: readonly Load[]): Load =>
  loads.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(loads.length / 2)] as Load;

async function besideFastApi(ours: Load, runs: readonly RunSummary[]): Promise<BenchRow | Skipped> {
  const peer = await startFastApi(runs);
  if ('skipped' in peer) return peer;
  const theirs = await load(peer.url, peer.token);
  await peer.stop();
  const name = `FastAPI ${peer.about}, token, SQLite and declared reply`;
  const row = compare('read of 20 own runs', ours, name, theirs);
  return { ...row, goal: { text: 'a fifth of the time', met: row.ratio <= mostOfFastApi } };
}

const compare = (what: string, ours: Load, peer: string, theirs: Load): BenchRow => ({
  what: `${what}, 10 connections; time a request`,
  ours: loadText(ours),
  against: `${peer}: ${loadText(theirs)}`,
  ratio: theirs.perSecond / ours.perSecond,
  goal: null,
});
