import { spawn } from 'node:child_process';
import { reportSchema } from '@sagacity/contracts/reports';
import { expect, it, onTestFinished } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';

const main = new URL('../../apps/cli/src/main.ts', import.meta.url).pathname;

function sagacity(
  dataDir: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, SAGACITY_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

it('researches by command while a server works on the same data directory', async () => {
  const { app, client, close } = await openSignedInApp();
  onTestFinished(close);
  const run = await startRun(client);
  const [command, other] = await Promise.all([
    sagacity(app.dataDir, 'research', 'DEMO:NEBULA', '--json'),
    sagacity(app.dataDir, 'user', 'add', '王小明', '--role', 'viewer'),
  ]);
  expect(command.err).toContain('done');
  expect(command.code).toBe(0);
  const report = reportSchema.parse(JSON.parse(command.out));
  expect(report.grounding.unsourced).toBe(0);
  expect(other).toMatchObject({ code: 0, out: expect.stringContaining('one-time password') });
  expect((await waitForRun(client, run.id, hasEnded)).status).toBe('succeeded');
  const { items } = await client.call('listRuns');
  expect(items.map(({ id, status }) => ({ id, status }))).toContainEqual({
    id: report.runId,
    status: 'succeeded',
  });
});

it('exits with the code of the error table and says why', async () => {
  const { app, close } = await openSignedInApp();
  onTestFinished(close);
  const unknown = await sagacity(app.dataDir, 'research', '???');
  expect(unknown.code).toBe(5);
  expect(unknown.err).toContain('INSTRUMENT_UNKNOWN');
  expect(await sagacity(app.dataDir, 'research', 'DEMO:NEBULA', '--as-of', '2999-01-01')).toMatchObject({
    code: 2,
  });
  expect(await sagacity(app.dataDir, 'research', 'DEMO:NEBULA', '--depth', 'x')).toMatchObject({ code: 2 });
});
