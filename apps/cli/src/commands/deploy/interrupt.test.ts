import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 }); // each starts the program

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
});

const shell = (script: string) => ({ do: 'run', command: ['sh', '-c', script] });
/** A step that goes on for a minute once it has begun, and takes a moment for its way back. */
const steps = [
  {
    title: 'step',
    actions: [shell('touch begun; sleep 60')],
    onFailure: [shell('touch returning; sleep 0.3; touch returned')],
  },
];
const program = `
  const { runPlan } = await import(${JSON.stringify(new URL('run-plan.ts', import.meta.url).href)});
  await runPlan({ steps: ${JSON.stringify(steps)}, notes: [] }, { dir: process.cwd(), project: 't' })
    .catch(({ code }) => process.exit(code === 'CANCELLED' ? 130 : 1));
`;
const there = (name: string) => vi.waitFor(() => expect(existsSync(join(dir, name))).toBe(true), 10_000);

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'goes the way back after %s, to its end even when interrupted again',
  async (signal) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: dir });
    const ended = once(child, 'close');
    await there('begun');
    child.kill(signal);
    await there('returning');
    child.kill(signal);
    expect([await ended, existsSync(join(dir, 'returned'))]).toEqual([[130, null], true]);
  },
);

const main = new URL('../../main.ts', import.meta.url).pathname;

it('is quiet when what it prints is not read to the end', async () => {
  const child = spawn(process.execPath, [main, 'deploy', 'init', '--dry-run', '--dir', dir], { env: {} });
  child.stdout.destroy();
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect([said, code]).toEqual(['', 0]);
});

it('shows logs to a reader who has seen enough, which is no failure', async () => {
  writeFileSync(join(dir, '.env'), 'PUBLIC_HOST=localhost\n');
  const answers = `config) echo '{"name":"tradingagents","services":{}}' ;; logs) yes line 2>&- ;;`;
  const docker = `#!/bin/sh\ncase "$2" in ${answers} esac\n`;
  writeFileSync(join(dir, 'docker'), docker, { mode: 0o755 });
  const env = { PATH: `${dir}:/usr/bin:/bin` };
  const child = spawn(process.execPath, [main, 'deploy', 'logs', '--dir', dir], { env });
  const said = text(child.stderr);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect([await once(child, 'close'), await said]).toEqual([[0, null], '']);
});
