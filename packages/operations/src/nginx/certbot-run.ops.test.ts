import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { docker, errorsOf, hasDocker } from './edge-stack.fixture.ts';

const host = 'stocks.test';

/** certbot-run.sh with a certbot that only says what it was asked, beside a certificate of `https://one.test/dir`. */
describe.skipIf(!hasDocker())('the service that renews certificates', () => {
  let dir: string;
  const name = `certbot-run-${process.pid}`;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'certbot-'));
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'renewal'));
    writeFileSync(join(dir, `renewal/${host}.conf`), '[renewalparams]\nserver = https://one.test/dir\n');
    writeFileSync(join(dir, 'certbot'), '#!/bin/sh\necho "asked: $*" >&2\nexit 1\n');
    chmodSync(join(dir, 'certbot'), 0o755);
  });
  afterEach(async () => {
    await docker('rm', '-f', '-v', name).catch(() => undefined);
    rmSync(dir, { recursive: true });
  });

  async function askedWith(server: string): Promise<string> {
    const nginx = new URL('../../../../nginx', import.meta.url).pathname;
    await docker(
      ...[
        'run',
        '-d',
        '--name',
        name,
        '--user',
        '101',
        '-e',
        `PUBLIC_HOST=${host}`,
        '-e',
        `ACME_SERVER=${server}`,
      ],
      ...['-v', `${dir}:/etc/letsencrypt:ro`, '-v', `${dir}/certbot:/usr/local/bin/certbot:ro`],
      ...['-v', `${nginx}:/opt/nginx:ro`, '--entrypoint', 'sh'],
      ...[process.env.NGINX_IMAGE ?? 'nginx:1.28-alpine', '/opt/nginx/certbot-run.sh'],
    );
    await expect.poll(() => errorsOf(name), { timeout: 30_000 }).toContain('asked: certonly');
    return errorsOf(name);
  }

  it('keeps what the authority of the settings has issued', async () => {
    const asked = await askedWith('https://one.test/dir');
    expect(asked).toContain('--keep-until-expiring');
    expect(asked).not.toContain('--force-renewal');
  });

  it('gets a new certificate at once when the settings name another authority', async () => {
    expect(await askedWith('https://two.test/dir')).toContain('--force-renewal');
  });
});
