import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface FaultServer {
  readonly port: number;
  readonly uri: string;
  start(): Promise<void>;
  /** As kill -9 would end it; the data stay. */
  kill(): Promise<void>;
  /** Ends it and removes all it kept. */
  stop(): Promise<void>;
}

/**
 * A MongoDB-compatible server that belongs to one test file, so that killing it disturbs nobody. `script` is `mongo-server.sh`; it installs
 * the server first, which takes about a minute.
 */
export async function faultServer(script: string): Promise<FaultServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-mongo-faults-'));
  const [copy, port] = await Promise.all([copyForSecondServer(script, join(directory, 'tool')), freePort()]);
  const server = join(directory, 'server');
  const call = async (...args: string[]) => void (await run('bash', [copy, ...args], { timeout: 240_000 }));
  return {
    port,
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    start: () => call('start', server, String(port)),
    kill: () => call('kill', server),
    async stop() {
      await call('stop', server);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The engine behind the script also listens on one fixed TCP port; on a loopback address of its own it can run beside others. */
async function copyForSecondServer(script: string, directory: string): Promise<string> {
  await cp(join(dirname(script), 'mongo-server'), join(directory, 'mongo-server'), { recursive: true });
  const copy = join(directory, basename(script));
  await cp(script, copy);
  const engine = join(directory, 'mongo-server', 'engine.sh');
  const address = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.2`;
  const text = await readFile(engine, 'utf8');
  await writeFile(engine, text.replace('listen_addresses=$A', `listen_addresses=${address}`));
  return copy;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export interface LosingProxy {
  readonly uri: string;
  /**
   * The next request that names `command` reaches the server, but its answer is lost with the connection. Only one: the test engine
   * forgets what it answered a write once that was asked again, where MongoDB remembers.
   */
  loseAnswer(command: string): void;
  close(): Promise<void>;
}

/** Stands between the driver and the server. */
export async function losingProxy(port: number): Promise<LosingProxy> {
  let losing: Buffer | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let doomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (request) => {
      if (losing && request.includes(losing)) {
        losing = null;
        doomed = true;
      }
      upstream.write(request);
    });
    upstream.on('data', (answer) => (doomed ? upstream.destroy() : client.write(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: proxyPort } = server.address() as { port: number };
  return {
    uri: `mongodb://127.0.0.1:${proxyPort}/?directConnection=true`,
    loseAnswer(command) {
      losing = Buffer.from(`${command}\0`);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
