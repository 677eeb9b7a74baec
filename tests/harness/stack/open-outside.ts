import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const scanner = join(import.meta.dirname, 'scan-ports.ts');

const accept = `const server = require('node:net').createServer().listen(0, () => process.stdout.write(String(server.address().port)))`;

/** A machine beside this one: a network namespace with one link to this host and nothing else. */
export interface Outside {
  /** This host, as the machine beside it sees it. */
  readonly hostAddress: string;
  /** `host:port` of a server on it that accepts every connection. */
  listen(): Promise<string>;
  /** As somebody does who knows where the containers' networks are. */
  routeThroughHost(network: string): Promise<void>;
  /** Open ports of each address, of all 65,535. */
  scan(...addresses: readonly string[]): Promise<Readonly<Record<string, readonly number[]>>>;
  close(): Promise<void>;
}

/** Needs root, `ip` of iproute2 and room for a network 10.213.77.0/30. */
export async function openOutside(): Promise<Outside> {
  const name = `outside-${process.pid}`;
  const link = `out${process.pid}`;
  const hostAddress = '10.213.77.1';
  const ownAddress = '10.213.77.2';
  const ip = async (...args: string[]) => void (await run('ip', args));
  const within = (...args: string[]) => ip('-n', name, ...args);
  const onIt = ['netns', 'exec', name, process.execPath];
  const servers: ChildProcess[] = [];
  await ip('netns', 'add', name);
  await ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', name);
  await ip('address', 'add', `${hostAddress}/30`, 'dev', link);
  await ip('link', 'set', link, 'up');
  await within('address', 'add', `${ownAddress}/30`, 'dev', 'uplink');
  await within('link', 'set', 'uplink', 'up');
  await within('link', 'set', 'lo', 'up');
  return {
    hostAddress,
    routeThroughHost: (network) => within('route', 'add', network, 'via', hostAddress),
    async listen() {
      const server = spawn('ip', [...onIt, '-e', accept]);
      servers.push(server);
      const [port] = await once(server.stdout, 'data');
      return `${ownAddress}:${port}`;
    },
    async scan(...addresses) {
      const { stdout } = await run('ip', [...onIt, scanner, ...addresses], { timeout: 280_000 });
      return JSON.parse(stdout);
    },
    async close() {
      for (const server of servers) server.kill();
      await ip('netns', 'delete', name); // and the link with its other end
    },
  };
}
