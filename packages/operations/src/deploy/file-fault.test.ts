import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { runChecks } from './checks/run-checks.ts';
import { fileFault, isThere } from './file-fault.ts';
import { initDeployment } from './init/init-deployment.ts';
import { readStatus } from './stack/read-status.ts';

/** Where another user would be refused; the tests may run as root, who never is. */
const refused = vi.hoisted(() => ({ below: '' }));
vi.mock('node:fs', async (load) => {
  const real = await load<typeof fs>();
  const accessSync = (path: string, mode?: number) => {
    if (refused.below !== '' && path.startsWith(refused.below))
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    real.accessSync(path, mode);
  };
  return { ...real, accessSync };
});

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => {
    refused.below = '';
    fs.rmSync(dir, { recursive: true });
  });
});
const owner = process.getuid?.() === 0 ? 'root' : `user ${process.getuid?.()}`;

it('tells what is not there from what may not be read', () => {
  expect(isThere(join(dir, 'none'))).toBe(false);
  expect(isThere(join(dir, 'none', 'below'))).toBe(false);
  refused.below = dir;
  expect(() => isThere(join(dir, 'none'))).toThrow(`${dir} belongs to ${owner} and is closed to ${owner}`);
});

it('calls secrets of another user closed and not lost, whatever looks at them', async () => {
  await initDeployment({ dir, hostCpus: 2 });
  refused.below = join(dir, 'secrets');
  await expect(initDeployment({ dir, hostCpus: 2 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  vi.stubEnv('PATH', ''); // no docker
  onTestFinished(() => void vi.unstubAllEnvs());
  const said = (await runChecks(dir)).filter(({ check }) => ['secrets', 'certificate'].includes(check));
  expect(said.map(({ level, message }) => [level, message.includes('belongs to')])).toEqual([
    ['unknown', true],
    ['unknown', true],
  ]);
});

it('calls an .env of another user closed, and not a directory that was not set up', async () => {
  fs.writeFileSync(join(dir, '.env'), 'PUBLIC_HOST=localhost\n');
  refused.below = join(dir, '.env');
  await expect(readStatus(dir)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('says that a disk is full, and leaves other faults as they are', () => {
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  expect(fileFault(full, '/srv/.env')).toMatchObject({ code: 'STORAGE_FULL', cause: full });
  const other = new Error('other');
  expect(fileFault(other, '/srv/.env')).toBe(other);
});
