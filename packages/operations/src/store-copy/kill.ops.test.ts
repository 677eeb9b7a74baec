import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entities } from '@sagacity/features/open-services';
import { systemClock } from '@sagacity/kernel';
import { loadConfig } from '@sagacity/platform/config/index';
import { faultServer } from '@sagacity/platform/store/mongo/fault-server.conformance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareEnds } from './compare-ends.ts';
import { fillEnd } from './fill-end.fixture.ts';
import { createEnd, openEnd } from './open-end.ts';
import { readAddress } from './read-address.ts';

const program = fileURLToPath(new URL('../../../../apps/cli/src/main.ts', import.meta.url));
const script = process.env.MONGO_SERVER_SCRIPT;
if (!script && process.env.CI)
  throw new Error('MONGO_SERVER_SCRIPT is missing: the store copy must be killed in CI');

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

  /** Runs the command; kills it once it says that it copies `killAt`. */
  const run = (to: string, killAt?: string) =>
    new Promise<{ code: number | null; signal: string | null; said: string; printed: string }>((resolve) => {
      const args = ['store', 'copy', '--from', `sqlite:${directory}/from`, '--to', to, '--json'];
      const child = spawn(process.execPath, [program, ...args], { cwd: directory });
      let said = '';
      let printed = '';
      child.stdout.on('data', (data) => {
        printed += data;
      });
      child.stderr.on('data', (data) => {
        said += data;
        if (killAt && said.includes(`copying ${killAt} `)) child.kill('SIGKILL');
      });
      child.on('close', (code, signal) => resolve({ code, signal, said, printed }));
    });

  async function endsEqualAfterThreeKills(
    to: string,
    afterKill: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    for (const at of ['runs', 'run_step_results', 'bars']) {
      expect(await run(to, at)).toMatchObject({ signal: 'SIGKILL' });
      await afterKill();
    }
    const last = await run(to);
    expect(last, last.said).toMatchObject({ code: 0 });
    const { written, outcome } = JSON.parse(last.printed);
    expect({ outcome, accounts: written.accounts, sessions: written.sessions }).toEqual({
      outcome: 'copied',
      accounts: 0,
      sessions: 0,
    });
    const source = await openEnd(addressOf(`sqlite:${directory}/from`), entities);
    const target = await openEnd(addressOf(to), entities);
    const compared = await compareEnds({
      source,
      target,
      entities,
      clock: systemClock,
      onProgress: () => undefined,
    });
    expect(compared.filter(({ equal }) => !equal)).toEqual([]);
    expect(compared.map(({ target: { count } }) => count)).toEqual([...entities.map(() => 700), 12_000]);
    await Promise.all([source.close(), target.close()]);
  }

  it('ends with equal hashes in a file after three kills', () =>
    endsEqualAfterThreeKills(`sqlite:${directory}/to`));

  it.skipIf(!script)(
    'ends with equal hashes in MongoDB after three kills (set MONGO_SERVER_SCRIPT to run)',
    async () => {
      const server = await faultServer(script ?? '');
      await server.start();
      try {
        await endsEqualAfterThreeKills(server.uri.replace('/?', '/copied?'), async () => {
          // ends the transactions the killed command left open, as mongod does by itself after a minute
          await server.kill();
          await server.start();
        });
      } finally {
        await server.stop();
      }
    },
  );
});
