import { temporaryDirectory } from '../harness/start-app.ts';
import { type Bench, type BenchRow, median, ms } from './port.ts';
import { peerFile, startPeer } from './start-peer.ts';
import { expectOk, timeStart } from './time-start.ts';

const times = 5;

/** From spawn to the first 200 of the readiness check, on a new and on a used data directory, against a bare Fastify process. */
export const coldStart: Bench = {
  name: 'start',
  async run() {
    const bare: number[] = [];
    const onNew: number[] = [];
    const onUsed: number[] = [];
    for (let i = 0; i < times; i++) {
      bare.push(await bareStart());
      const directory = temporaryDirectory('bench');
      onNew.push(await start(directory.path));
      onUsed.push(await start(directory.path));
      directory.remove();
    }
    const row = (what: string, ours: readonly number[]): BenchRow => ({
      what: `cold start on ${what} data directory, spawn to ready`,
      ours: ms(median(ours)),
      against: `bare Fastify, spawn to first reply, ${ms(median(bare))}`,
      ratio: median(ours) / median(bare),
      goal: null,
    });
    return [row('a new', onNew), row('a used', onUsed)];
  },
};

async function start(dataDir: string): Promise<number> {
  const { app, startMs } = await timeStart(dataDir);
  await app.stop();
  return startMs;
}

async function bareStart(): Promise<number> {
  const startedMs = performance.now();
  const peer = await startPeer(process.execPath, [peerFile('bare-fastify.ts')], { input: '{}' });
  await expectOk(peer.url);
  const taken = performance.now() - startedMs;
  await peer.stop();
  return taken;
}
