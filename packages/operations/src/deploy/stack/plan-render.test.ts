import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { initDeployment } from '../init/init-deployment.ts';
import { layout } from '../layout.ts';
import { planRender } from './plan-render.ts';

let dir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await initDeployment({ dir, hostCpus: 2, host: 'stocks.lan' });
});
const change = (setting: string) => appendFileSync(join(dir, layout.env), `${setting}\n`);
const actionsOf = ({ steps }: Awaited<ReturnType<typeof planRender>>) =>
  steps.flatMap(({ actions }) => actions.map((action) => action.do));

it('finds nothing to do after init', async () => {
  expect(await planRender(dir, 2, true)).toMatchObject({ steps: [], changes: [] });
});

it('shows what a setting changes in nginx.conf, as a unified diff', async () => {
  change('HTTPS_PORT=9443');
  const plan = await planRender(dir, 2, false);
  const diff = plan.changes.find(({ path }) => path === layout.nginx)?.diff;
  expect(diff?.[0]).toMatch(/^@@ -\d+,\d+ \+\d+,\d+ @@$/);
  expect(diff).toContain('+            return 308 https://$host:9443$request_uri;');
  expect(diff).toContain('-            return 308 https://$host$request_uri;');
});

it('takes proxies and limits of the edge from .env', async () => {
  change('TRUSTED_PROXIES=10.1.0.0/16, 10.2.0.1\nSIGN_INS_PER_MINUTE=90\nREQUESTS_PER_ADDRESS=50');
  const { changes } = await planRender(dir, 2, false);
  const added = changes.find(({ path }) => path === layout.nginx)?.diff?.filter((line) => /^\+/.test(line));
  expect(added?.map((line) => line.slice(1).trim())).toEqual(
    expect.arrayContaining([
      'set_real_ip_from 10.1.0.0/16;',
      'set_real_ip_from 10.2.0.1;',
      'limit_req_zone $sign_in_address zone=sign_in:4m rate=90r/m;',
      'limit_conn addresses 50;',
    ]),
  );
});

it('refuses a proxy that is no address', async () => {
  change('TRUSTED_PROXIES=10.1.0.0/16;evil');
  await expect(planRender(dir, 2, false)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

it('tests the file in a running nginx before it takes the place of the live one', async () => {
  change('HTTPS_PORT=9443');
  expect(actionsOf(await planRender(dir, 2, true)).join(' ')).toContain('write run rename run');
  expect(actionsOf(await planRender(dir, 2, false))).not.toContain('run');
});

it('shows no secret, and says of a mode that no line changed', async () => {
  chmodSync(join(dir, 'secrets/store_uri'), 0o600);
  chmodSync(join(dir, layout.nginx), 0o600);
  const { changes } = await planRender(dir, 2, false);
  expect(changes).toEqual(
    expect.arrayContaining([
      { path: 'secrets/store_uri', diff: null },
      { path: layout.nginx, diff: [] },
    ]),
  );
});
