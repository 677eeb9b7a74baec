import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { connectProbe } from './connect-probe.ts';

const run = promisify(execFile);
let count = 0;

const listen = `
const { createServer } = require('node:net');
const ports = process.argv.slice(1).map(Number);
let open = 0;
for (const port of ports)
  createServer((socket) => socket.end()).listen(port, '0.0.0.0', () => ++open === ports.length && console.log('open'));
`;

/** A network namespace: interfaces, routes, ports and firewall of its own, on this machine's files and processors. */
export interface Machine {
  /** Name of the namespace. */
  readonly name: string;
  /** Runs a program on it; resolves to what it wrote, rejects when it fails. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Each line a command of `ip`. */
  ip(...lines: readonly string[]): Promise<void>;
  /** Accepts every connection to these TCP ports. */
  listen(...ports: readonly number[]): Promise<void>;
  /** What it finds at each `host:port`: `open`, `no answer` or an error code. */
  connect(...targets: readonly string[]): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** Needs root and `ip` of iproute2. Nothing is linked to it yet. */
export async function openMachine(role: string): Promise<Machine> {
  const name = `${role}-${process.pid}-${++count}`;
  const servers: ChildProcess[] = [];
  const within = (...command: readonly string[]) => ['netns', 'exec', name, ...command];
  await run('ip', ['netns', 'add', name]);
  await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
  return {
    name,
    async run(program, ...args) {
      return (await run('ip', within(program, ...args))).stdout;
    },
    async ip(...lines) {
      for (const line of lines) await run('ip', ['-n', name, ...line.split(' ')]);
    },
    async listen(...ports) {
      const server = spawn('ip', within(process.execPath, '-e', listen, ...ports.map(String)));
      servers.push(server);
      await once(server.stdout, 'data');
    },
    async connect(...targets) {
      const { stdout } = await run('ip', within(process.execPath, '-e', connectProbe, ...targets));
      return JSON.parse(stdout);
    },
    async close() {
      for (const server of servers) server.kill('SIGKILL');
      await run('ip', ['netns', 'delete', name]);
    },
  };
}
