import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueSelfSigned } from '../certificates/issue-self-signed.ts';
import { docker, type EdgeStack, errorsOf } from './edge-stack.fixture.ts';

/** certbot and the ACME test server of Debian. */
export const acmeImage = 'sagacity-acme-test:1';
/** Certificates that are due for renewal from the start: certbot renews 30 days before the end. */
const validitySeconds = 5 * 86_400;

/** Once on a machine. */
export async function buildAcmeImage(): Promise<void> {
  if (await docker('images', '-q', acmeImage)) return;
  const base = process.env.DEBIAN_IMAGE ?? 'debian:bookworm-slim';
  const install =
    'apt-get update -q && apt-get install -qy --no-install-recommends certbot pebble && rm -rf /var/lib/apt/lists/*';
  const holder = `${acmeImage.split(':')[0]}-${process.pid}`;
  try {
    await docker('run', '--name', holder, '-e', 'DEBIAN_FRONTEND=noninteractive', base, 'sh', '-c', install);
    await docker('commit', holder, acmeImage);
  } finally {
    await docker('rm', '-f', holder).catch(() => undefined);
  }
}

/** What an ACME authority at `pebble:14000` reads, below `/pebble`: its settings, its certificate and `ca.pem`, which that is signed by. */
export async function writeAuthority(dir: string): Promise<void> {
  mkdirSync(dir);
  const { caPem, certificatePem, privateKeyPem } = await issueSelfSigned({
    hosts: ['pebble'],
    days: 1,
    clock: Date,
  });
  const settings = {
    listenAddress: '0.0.0.0:14000',
    managementListenAddress: '0.0.0.0:15000',
    httpPort: 8080,
    tlsPort: 8443,
    certificate: '/pebble/fullchain.pem',
    privateKey: '/pebble/privkey.pem',
    ocspResponderURL: '',
    certificateValidityPeriod: validitySeconds,
  };
  const files = {
    'ca.pem': caPem,
    'fullchain.pem': certificatePem,
    'privkey.pem': privateKeyPem,
    'config.json': JSON.stringify({ pebble: settings }),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
}

export interface AcmeStack {
  /** Name of the container with certbot-run.sh. */
  readonly certbot: string;
  /** What the script said. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** An ACME authority and the certbot service for this host, beside an edge. */
export async function startAcme(edge: EdgeStack, host: string): Promise<AcmeStack> {
  const [pebble, certbot] = [`${edge.name}-pebble`, `${edge.name}-certbot`];
  const stop = async () => {
    await docker('rm', '-f', '-v', pebble, certbot).catch(() => undefined);
  };
  const dir = join(edge.dir, 'pebble');
  await writeAuthority(dir);
  const state = join(edge.dir, 'letsencrypt');
  mkdirSync(state);
  chmodSync(state, 0o777);
  try {
    await buildAcmeImage();
    await docker(
      ...[
        'run',
        '-d',
        '--name',
        pebble,
        '--network',
        edge.name,
        '--network-alias',
        'pebble',
        '--dns',
        '127.0.0.1',
      ],
      ...[
        '-e',
        'PEBBLE_VA_NOSLEEP=1',
        '-e',
        'PEBBLE_WFE_NONCEREJECT=0',
        '-e',
        'PEBBLE_AUTHZREUSE=0',
        '-v',
        `${dir}:/pebble:ro`,
      ],
      ...[acmeImage, 'pebble', '-config', '/pebble/config.json', '-strict'],
    );
    while (!(await docker('logs', pebble)).includes('ACME directory available'))
      await new Promise((resolve) => setTimeout(resolve, 200));
    await docker(
      ...[
        'run',
        '-d',
        '--name',
        certbot,
        '--network',
        edge.name,
        '--user',
        '101:101',
        '--read-only',
        '--cap-drop',
        'ALL',
      ],
      ...['--tmpfs', '/tmp', '-v', `${state}:/etc/letsencrypt`, '-v', `${dir}:/pebble:ro`],
      ...['-v', `${edge.dir}/tls:/etc/nginx/tls`, '-v', `${edge.dir}/acme:/var/www/acme`],
      ...['-v', `${new URL('../../../../nginx', import.meta.url).pathname}:/opt/nginx:ro`],
      ...['-e', 'REQUESTS_CA_BUNDLE=/pebble/ca.pem', '-e', 'ACME_SERVER=https://pebble:14000/dir'],
      ...['-e', `PUBLIC_HOST=${host}`, '-e', 'ACME_EMAIL=operator@example.org'],
      ...['--entrypoint', 'sh', process.env.CERTBOT_IMAGE ?? acmeImage, '/opt/nginx/certbot-run.sh'],
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { certbot, stop, log: () => errorsOf(certbot) };
}
