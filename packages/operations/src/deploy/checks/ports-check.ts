import { connect, createServer, isIP } from 'node:net';
import { exposeFile } from '../settings/apply-flags.ts';
import type { Settings } from '../settings/settings-table.ts';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const connectTimeoutMs = 2_000;

/** What deploy/expose.yml publishes; of the ports of backends docker takes what is free. */
const exposed = [3_000, 6_379, 27_017];

interface Port {
  readonly address: string;
  readonly port: number;
  /** What `init` takes to leave it alone. */
  readonly flag: string;
}

export const portsOf = ({ BIND_ADDRESS, HTTP_PORT, HTTPS_PORT, COMPOSE_FILE }: Settings): Port[] => [
  { address: BIND_ADDRESS, port: Number(HTTP_PORT), flag: '--http-port' },
  { address: BIND_ADDRESS, port: Number(HTTPS_PORT), flag: '--https-port' },
  ...(COMPOSE_FILE.split(':').includes(exposeFile) ? exposed : []).map((port) => ({
    address: '127.0.0.1',
    port,
    flag: '--no-expose',
  })),
];

/** The error code of listening there; null when it can be done. */
const tryListen = ({ address, port }: Port): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(null)));
  });

/** Of a port that this user may not listen on: whether somebody answers there. Connecting to 0.0.0.0 is connecting to this machine. */
const tryConnect = ({ address, port }: Port): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: connectTimeoutMs });
    const end = (code: string | null) => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => end('EADDRINUSE'));
    socket.once('timeout', () => end('EACCES'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code === 'ECONNREFUSED' ? null : 'EACCES'));
  });

export function judgePort({ port, flag }: Pick<Port, 'port' | 'flag'>, code: string | null): Finding {
  if (code === null) return ok(`port ${port} is free`);
  if (code === 'EADDRINUSE')
    return fault(
      `port ${port} is taken by another program`,
      `see which: ss -ltnp 'sport = :${port}'; stop it, or init with ${flag}`,
    );
  if (code === 'EADDRNOTAVAIL')
    return fault(
      'BIND_ADDRESS is no address of this machine',
      'init with --bind and one that `ip address` shows',
    );
  if (code === 'EACCES') return unknown(`port ${port} cannot be tried by this user`, 'try again as root');
  return warning(`port ${port}: ${code}`, 'see whether another program listens there');
}

/** What of the ports cannot lead here, whoever holds them. */
export function judgeWay({ TLS_MODE, HTTP_PORT, PUBLIC_HOST, BIND_ADDRESS }: Settings): Finding[] {
  const findings: Finding[] = [];
  if (TLS_MODE === 'acme' && HTTP_PORT !== '80')
    findings.push(
      warning(
        `an ACME authority asks at port 80 of ${PUBLIC_HOST}, this stack listens on ${HTTP_PORT}`,
        'right where something in front sends port 80 on to it; otherwise init with --http-port 80',
      ),
    );
  if (isIP(PUBLIC_HOST) === 6 && isIP(BIND_ADDRESS) === 4)
    findings.push(
      warning(
        `${PUBLIC_HOST} is of version 6, BIND_ADDRESS ${BIND_ADDRESS} of version 4`,
        'init with --bind ::',
      ),
    );
  return findings;
}

export const portsCheck: Check = {
  name: 'ports',
  run: async ({ settings, containers, engine }) => {
    if (engine !== null && !engine.isLocal) return [unknown('the engine is on another machine')];
    const own = containers.filter(({ state }) => state === 'running').flatMap((one) => one.publishedPorts);
    const findings = portsOf(settings).map(async (wanted) => {
      if (own.includes(wanted.port)) return ok(`port ${wanted.port} is held by this stack`);
      const code = await tryListen(wanted);
      return judgePort(wanted, code === 'EACCES' ? await tryConnect(wanted) : code);
    });
    return [...(await Promise.all(findings)), ...judgeWay(settings)];
  },
};
