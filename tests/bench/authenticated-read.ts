import type { RunSummary } from '@sagacity/contracts/runs';
import { openSignedInApp } from '../harness/signed-in-app.ts';
import { finishRun } from './finish-run.ts';
import { type Load, load, loadText } from './load.ts';
import { openResearcher, signInResearcher } from './open-researcher.ts';
import type { Bench, BenchRow, Skipped } from './port.ts';
import { startFastApi } from './start-fastapi.ts';
import { type Peer, peerFile, startPeer } from './start-peer.ts';

const main = new URL('../../apps/cli/src/main.ts', import.meta.url).pathname;

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
      const account = await client.call('me');
      const me = await load(`${client.url}/api/me`, client.token);
      await service.stop();
      return [
        await besideFastify('the account signed in', me, account),
        await besideFastify('20 own runs', list, runs),
        await besideFastApi(list, runs.items),
      ];
    } finally {
      await signedIn.close();
    }
  },
};

/** As a service manager does, with the log in a file: a pipe would have the load's own process read it. */
const startService = (dataDir: string): Promise<Peer> =>
  startPeer(process.execPath, [main, 'serve'], {
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

async function besideFastApi(ours: Load, runs: readonly RunSummary[]): Promise<BenchRow | Skipped> {
  const peer = await startFastApi(runs);
  if ('skipped' in peer) return peer;
  const theirs = await load(peer.url, peer.token);
  await peer.stop();
  const name = `FastAPI ${peer.about}, token, SQLite and declared reply`;
  return compare('read of 20 own runs', ours, name, theirs);
}

const compare = (what: string, ours: Load, peer: string, theirs: Load): BenchRow => ({
  what: `${what}, 10 connections; time a request`,
  ours: loadText(ours),
  against: `${peer}: ${loadText(theirs)}`,
  ratio: theirs.perSecond / ours.perSecond,
  goal: null,
});
