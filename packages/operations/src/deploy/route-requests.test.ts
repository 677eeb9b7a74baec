import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultNginxSettings, renderNginx } from '../nginx/render-nginx.ts';
import { initDeployment } from './init/init-deployment.ts';
import { nameBackends, routeRequests } from './route-requests.ts';

const conf = renderNginx(defaultNginxSettings);

const isServer = (line: string) => /server (t-)?backend/.test(line);

it('names each container, with the options of the name they share, which stays as backup', () => {
  const named = nameBackends(conf, 'backend:8000', ['t-backend-1', 't-backend-3']).split('\n');
  expect(named.filter(isServer).map((line) => line.trim())).toEqual([
    expect.stringMatching(/^server t-backend-1:8000 resolve\b.*;$/),
    expect.stringMatching(/^server t-backend-3:8000 resolve\b.*;$/),
    expect.stringMatching(/^server backend:8000 resolve\b.* backup;$/),
  ]);
  const rest = (lines: readonly string[]) => lines.filter((line) => !isServer(line));
  expect(rest(named)).toEqual(rest(conf.split('\n')));
});

it('fails rather than leave a configuration that sends requests to a container about to stop', () => {
  expect(() => nameBackends(conf, 'elsewhere:8000', ['a'])).toThrow('no server elsewhere:8000');
});

it('does not reload nginx for what it has', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await initDeployment({ dir, hostCpus: 2 });
  expect(await routeRequests([], { dir, project: 'none', say: () => undefined })).toEqual([]);
});
