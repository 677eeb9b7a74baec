import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueSelfSigned } from '../certificates/issue-self-signed.ts';
import { defaultNginxSettings, type NginxSettings, renderNginx } from './render-nginx.ts';

const run = promisify(execFile);
const repository = new URL('../../../..', import.meta.url).pathname;
export const docker = async (...args: readonly string[]): Promise<string> =>
  (await run('docker', args, { maxBuffer: 32 * 1024 * 1024 })).stdout.trim();

/** What a container wrote on standard error. */
export const errorsOf = async (container: string): Promise<string> =>
  (await run('docker', ['logs', container])).stderr;

/** True when an engine answers. Where tests must not be left out (CI) its absence is an error. */
export function hasDocker(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI) throw new Error('no Docker engine answers; it is required where CI is set');
    return false;
  }
}

export interface EdgeStack {
  readonly name: string;
  /** Host directory with `site`, `tls` and `acme`, as mounted. */
  readonly dir: string;
  readonly httpPort: number;
  /** Docker gives another one when the container is started again. */
  httpsPort: number;
  /** Names of the containers behind `backend`. */
  readonly replicas: readonly string[];
  ca(): string;
  /** Published port of this machine for one of nginx. */
  portOf(inside: number): Promise<number>;
  /** Writes a file below the directory that is mounted as `/etc/nginx`, by rename. */
  put(path: string, content: string): void;
  renewCertificate(): Promise<void>;
  /** What nginx and run.sh said on standard error. */
  log(): Promise<string>;
  /** The JSON access log. */
  accesses(): Promise<Array<Record<string, unknown>>>;
  stop(): Promise<void>;
}

/** nginx with run.sh as it is run in production, and two replicas, on a network of their own. */
export async function startEdgeStack(settings: Partial<NginxSettings> = {}): Promise<EdgeStack> {
  const dir = mkdtempSync(join(tmpdir(), 'edge-'));
  chmodSync(dir, 0o755);
  const name = dir.slice(dir.lastIndexOf('/') + 1).toLowerCase();
  const replicas = [`${name}-1`, `${name}-2`];
  const nginx = `${name}-nginx`;
  let ca = '';
  for (const folder of ['site', 'tls', 'acme', 'last-good']) {
    mkdirSync(join(dir, folder));
    chmodSync(join(dir, folder), 0o777);
  }
  const put = (path: string, content: string) => {
    writeFileSync(join(dir, `${path}.new`), content, { mode: 0o644 });
    renameSync(join(dir, `${path}.new`), join(dir, path));
  };
  const renewCertificate = async () => {
    const issued = await issueSelfSigned({ hosts: ['localhost', '127.0.0.1'], days: 30, clock: Date });
    ca = issued.caPem;
    put('tls/ca.crt', issued.caPem);
    put('tls/privkey.pem', issued.privateKeyPem);
    put('tls/fullchain.pem', issued.certificatePem);
  };
  const stop = async () => {
    await docker('rm', '-f', '-v', nginx, ...replicas).catch(() => undefined);
    await docker('network', 'rm', name).catch(() => undefined);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    put('site/nginx.conf', renderNginx({ ...defaultNginxSettings, frontend: 'backend:8000', ...settings }));
    await renewCertificate();
    await docker('network', 'create', name);
    const contained = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
    for (const replica of replicas)
      await docker(
        ...[
          'run',
          '-d',
          '--name',
          replica,
          '--network',
          name,
          '--network-alias',
          'backend',
          '--user',
          '1000',
        ],
        ...[
          ...contained,
          '-w',
          '/app',
          '-v',
          `${import.meta.dirname}/replica.fixture.mjs:/app/replica.mjs:ro`,
        ],
        ...['-v', `${repository}node_modules/ws:/app/node_modules/ws:ro`],
        ...[process.env.NODE_IMAGE ?? 'node:24-bookworm-slim', 'node', 'replica.mjs', '8000'],
      );
    await docker(
      ...[
        'run',
        '-d',
        '--name',
        nginx,
        '--network',
        name,
        '--user',
        '101:101',
        ...['--tmpfs', '/tmp:size=32m', '--memory', '960m', '--memory-swap', '960m'],
        ...contained,
      ],
      ...(settings.hosts ?? []).flatMap((host) => ['--network-alias', host]),
      ...['-p', '127.0.0.1::8080', '-p', '127.0.0.1::8443', '--entrypoint', 'sh'],
      ...['-v', `${repository}nginx:/opt/nginx:ro`, '-v', `${dir}/site:/etc/nginx/site:ro`],
      ...['-v', `${dir}/tls:/etc/nginx/tls:ro`, '-v', `${dir}/acme:/var/www/acme:ro`],
      ...['-v', `${dir}/last-good:/var/lib/edge`],
      ...[process.env.NGINX_IMAGE ?? 'nginx:1.28-alpine', '/opt/nginx/run.sh'],
    );
    const portOf = async (inside: number) =>
      Number((await docker('port', nginx, String(inside))).split('\n')[0]?.split(':').pop());
    const [httpPort, httpsPort] = await Promise.all([portOf(8080), portOf(8443)]);
    return {
      name,
      dir,
      httpPort,
      httpsPort,
      replicas,
      portOf,
      put,
      renewCertificate,
      stop,
      ca: () => ca,
      log: () => errorsOf(nginx),
      accesses: async () =>
        (await docker('logs', nginx))
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line)),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
