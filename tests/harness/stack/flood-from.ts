import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { docker } from './docker.ts';

export interface Flood {
  /** Each address one container. */
  readonly addresses: number;
  readonly connectionsPerAddress: number;
  readonly port: 8080 | 8443;
  /** Sent at once on each connection. */
  readonly head: string;
  /** Then one byte each so often. */
  readonly everyMs: number;
}

/** Connections that are closed are opened again, until the container is removed or its time is up. */
const script = `
const { connect } = require('node:net'), tls = require('node:tls');
const [host, port, count, head, everyMs, lastMs] = process.argv.slice(1);
let open = 0, made = 0;
const one = () => {
  const options = { host, port: Number(port), rejectUnauthorized: false, servername: 'localhost' };
  const socket = port === '8443' ? tls.connect(options) : connect(options);
  let timer;
  socket.once(port === '8443' ? 'secureConnect' : 'connect', () => {
    open += 1;
    made += 1;
    socket.write(head);
    timer = setInterval(() => socket.write('a'), Number(everyMs));
    socket.once('close', () => { open -= 1; });
  });
  socket.resume().on('error', () => {}).once('close', () => {
    clearInterval(timer);
    setTimeout(one, 5_000);
  });
};
for (let at = 0; at < Number(count); at++) setTimeout(one, at * 2);
setInterval(() => console.log(open + ' ' + made), 200);
setTimeout(() => process.exit(), Number(lastMs));
`;
const lastMs = 120_000;

/**
 * Clients that hold as many connections as they are let, and come back after 5 s, from containers of their own on `network`, so that nginx sees as many addresses.
 * Resolves when each connection of half of them was made once, and to how many are open at each later moment.
 */
export async function floodFrom(
  network: string,
  { addresses, connectionsPerAddress, port, head, everyMs }: Flood,
): Promise<{ open(): number; stop(): Promise<void> }> {
  const names = Array.from({ length: addresses }, (_, at) => `${network}-flood-${process.pid}-${at}`);
  const opened = names.map(() => 0);
  const made = names.map(() => 0);
  const running: ChildProcess[] = [];
  const open = () => opened.reduce((sum, count) => sum + count, 0);
  const isHalf = () => made.reduce((sum, count) => sum + count, 0) * 2 > addresses * connectionsPerAddress;
  const stop = async () => {
    await docker(['rm', '--force', ...names]);
    for (const child of running) child.kill();
  };
  onTestFinished(stop);
  const args = ['nginx', port, connectionsPerAddress, head, everyMs, lastMs].map(String);
  const reached = names.map(async (name, at) => {
    const image = 'tradingagents-backend:0.1.0';
    const child = spawn(
      'docker',
      [
        'run',
        '--rm',
        '--no-healthcheck',
        '--name',
        name,
        '--network',
        network,
        '--entrypoint',
        'node',
        image,
        '-e',
        script,
        ...args,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    running.push(child);
    const lines = createInterface(child.stdout);
    lines.on('line', (line) => {
      const [now, ever] = line.split(' ').map(Number);
      opened[at] = now ?? 0;
      made[at] = ever ?? 0;
    });
    while (!isHalf()) await once(lines, 'line');
  });
  await Promise.all(reached);
  return { open, stop };
}
