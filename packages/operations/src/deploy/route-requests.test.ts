import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultNginxSettings, renderNginx } from '../nginx/render-nginx.ts';
import { initDeployment } from './init/init-deployment.ts';
import { nameBackends, routeRequests } from './route-requests.ts';

const conf = renderNginx(defaultNginxSettings);

it('names each container in place of the name they share, with its options', () => {
  const named = nameBackends(conf, 'backend:8000', ['t-backend-1', 't-backend-3']);
  const added = named.split('\n').filter((line) => line.includes('t-backend-'));
  expect(added.map((line) => line.trim())).toEqual([
    expect.stringMatching(/^server t-backend-1:8000 resolve\b.*;$/),
    expect.stringMatching(/^server t-backend-3:8000 resolve\b.*;$/),
  ]);
  expect(named).not.toContain('server backend:8000');
  expect(named.split('\n').filter((line) => !line.includes('t-backend-'))).toEqual(
    conf.split('\n').filter((line) => !line.includes('server backend:8000')),
  );
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
