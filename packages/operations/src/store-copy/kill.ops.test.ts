import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '@sagacity/features/config';
import { entities } from '@sagacity/features/declared';
import { systemClock } from '@sagacity/kernel';
import { type FaultServer, faultServer } from '@sagacity/platform/store/mongo/fault-server.conformance';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compareEnds } from './compare-ends.ts';
import { barsOf, documentOf, fillEnd } from './fill-end.fixture.ts';
import { createEnd, openEnd } from './open-end.ts';
import { readAddress } from './read-address.ts';
import { rawCollection } from './walk-documents.ts';

const program = fileURLToPath(new URL('../../../../apps/cli/src/main.ts', import.meta.url));
const script = process.env.MONGO_SERVER_SCRIPT;
if (!script && process.env.CI)
  throw new Error('MONGO_SERVER_SCRIPT is missing: the store copy must be killed in CI');

/** Lines the command prints: each collection and the bars are copied and compared, and the collections compared again. */
const lines = 3 * entities.length + 2;
const kills = 6;

describe('store copy killed in the middle', { timeout: 400_000 }, () => {
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sagacity-copy-kill-'));
    const end = await createEnd(addressOf(`sqlite:${directory}/from`), entities);
    await fillEnd(end, { documents: 700, instruments: 12, barsEach: 1_000 });
    await end.close();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const addressOf = (typed: string) => readAddress(typed, loadConfig({ directory, environment: {} }));

  /** Runs the command; kills it `pauseMs` after it said what `isTime` waits for. */
  const run = (
    args: readonly string[],
    isTime: (said: string) => boolean = () => false,
    pauseMs: number = 0,
  ) =>
    new Promise<{ code: number | null; signal: string | null; said: string; printed: string }>((resolve) => {
      const child = spawn(process.execPath, [program, 'store', 'copy', ...args, '--json'], {
        cwd: directory,
      });
      let said = '';
      let printed = '';
      let killing: NodeJS.Timeout | undefined;
      child.stdout.on('data', (data) => {
        printed += data;
      });
      child.stderr.on('data', (data) => {
        said += data;
        if (isTime(said)) killing ??= setTimeout(() => child.kill('SIGKILL'), pauseMs);
      });
      child.on('close', (code, signal) => {
        clearTimeout(killing);
        resolve({ code, signal, said, printed });
      });
    });

  async function expectEqual(from: string, to: string): Promise<void> {
    const [source, target] = [
      await openEnd(addressOf(from), entities),
      await openEnd(addressOf(to), entities),
    ];
    const ends = { source, target, entities, clock: systemClock, onProgress: () => undefined };
    const compared = await compareEnds(ends);
    expect(compared.filter(({ equal }) => !equal)).toEqual([]);
    expect(compared.map(({ target: { count } }) => count)).toEqual([...entities.map(() => 700), 12_000]);
    await Promise.all([source.close(), target.close()]);
  }

  async function endsEqualAfterThreeKills(
    to: string,
    afterKill: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const from = `sqlite:${directory}/from`;
    const args = ['--from', from, '--to', to];
    for (const at of ['runs', 'run_step_results', 'bars']) {
      const killed = await run(args, (said) => said.includes(`copying ${at} `));
      expect(killed).toMatchObject({ signal: 'SIGKILL' });
      await afterKill();
    }
    const last = await run(args);
    expect(last, last.said).toMatchObject({ code: 0 });
    const { written, outcome } = JSON.parse(last.printed);
    expect({ outcome, accounts: written.accounts, sessions: written.sessions }).toEqual({
      outcome: 'copied',
      accounts: 0,
      sessions: 0,
    });
    await expectEqual(from, to);
  }

  /** Over a target with other documents and bars, once in each sixth of the work; a busy machine may be too late for some. */
  async function endsEqualAfterRandomKills(
    from: string,
    to: string,
    afterKill: () => Promise<void>,
  ): Promise<void> {
    await fillWithOther(to);
    const args = ['--from', from, '--to', to, '--overwrite'];
    let killed = 0;
    for (let i = 0; i < kills; i++) {
      const line = 1 + Math.floor(((lines - 5) * (i + Math.random())) / kills);
      const pauseMs = Math.random() * 20;
      const ended = await run(args, (said) => said.split('\n').length > line, pauseMs);
      const where = `killed at line ${line} and ${pauseMs} ms: ${ended.said}`;
      if (ended.signal === 'SIGKILL') killed++;
      else expect(ended, where).toMatchObject({ code: 0 });
      await afterKill();
    }
    expect(killed).toBeGreaterThan(kills / 2);
    const last = await run(args);
    expect(last, last.said).toMatchObject({ code: 0 });
    await expectEqual(from, to);
  }

  async function fillWithOther(address: string): Promise<void> {
    const end = await createEnd(addressOf(address), entities);
    for (const entity of entities)
      await rawCollection(end.store, entity).insertMany([
        ...Array.from({ length: 100 }, (_, i) => documentOf(entity.name, 5_000 + i)),
        { ...documentOf(entity.name, 600), nameKey: `${entity.name} 1` },
      ]);
    await end.bars.upsertBars('US:OTHER', barsOf(9, 500), 'csv');
    await end.bars.upsertBars('US:T1', barsOf(77, 100), 'csv');
    await end.close();
  }

  it('ends with equal hashes in a file after three kills', () =>
    endsEqualAfterThreeKills(`sqlite:${directory}/to`));

  describe.skipIf(!script)('with MongoDB (set MONGO_SERVER_SCRIPT to run)', () => {
    let server: FaultServer;
    beforeAll(async () => {
      server = await faultServer(script ?? '');
      await server.start();
    }, 300_000);
    afterAll(() => server.stop());

    const inMongo = (database: string) => server.uri.replace('/?', `/${database}?`);
    /** Ends the transactions the killed command left open, as mongod does by itself after a minute. */
    const restart = async () => {
      await server.kill();
      await server.start();
    };

    it('ends with equal hashes after three kills', () =>
      endsEqualAfterThreeKills(inMongo('copied'), restart));

    it('ends with equal hashes after kills at random, over other data and while comparing, there and back', async () => {
      const to = inMongo('overwritten');
      await endsEqualAfterRandomKills(`sqlite:${directory}/from`, to, restart);
      await endsEqualAfterRandomKills(to, `sqlite:${directory}/back`, async () => undefined);
    });
  });
});
