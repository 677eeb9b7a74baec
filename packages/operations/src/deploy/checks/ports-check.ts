import { createServer } from 'node:net';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const names = { HTTP_PORT: '--http-port', HTTPS_PORT: '--https-port' } as const;

/** The error code of listening there; null when it can be done. */
const tryListen = (address: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(null)));
  });

export function judgePort(port: string, flag: string, code: string | null): Finding {
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

export const portsCheck: Check = {
  name: 'ports',
  run: async ({ settings, containers, engine }) => {
    if (engine !== null && !engine.isLocal) return [unknown('the engine is on another machine')];
    const own = containers.find(({ service, state }) => service === 'nginx' && state === 'running');
    const findings = Object.entries(names).map(async ([name, flag]) => {
      const port = settings[name as keyof typeof names];
      if (own?.publishedPorts.includes(Number(port))) return ok(`port ${port} is held by this stack`);
      return judgePort(port, flag, await tryListen(settings.BIND_ADDRESS, Number(port)));
    });
    return Promise.all(findings);
  },
};
