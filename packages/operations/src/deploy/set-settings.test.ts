import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { executeStep } from './execute-step.ts';

it('keeps what an operator wrote into .env while the command was at work, and its mode', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const env = join(dir, '.env');
  writeFileSync(env, 'BACKEND_REPLICAS=2\nHTTPS_PORT=443\n', { mode: 0o640 });
  const command = ['sh', '-c', `sed -i s/443/8443/ .env`];
  const actions = [
    { do: 'run', command },
    { do: 'set', values: { BACKEND_REPLICAS: '3' } },
  ] as const;
  await executeStep({ title: '', actions }, { dir, project: 't', say: () => undefined });
  expect(readFileSync(env, 'utf8')).toBe('BACKEND_REPLICAS=3\nHTTPS_PORT=8443\n');
  expect(statSync(env).mode & 0o777).toBe(0o640);
});
