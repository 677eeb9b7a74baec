import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@sagacity/testkit/free-port';

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
 * A MongoDB-compatible server that belongs to one test file, so that killing it disturbs nobody. `script` is `mongo-server.sh`. It runs in
 * `MONGO_FAULTS_DIR`, where one is installed, with new data; without that it installs itself first, which takes about a minute. Its
 * engine needs a fixed port of 127.0.0.1, so no other of its kind may run at the same time.
 */
export async function faultServer(script: string): Promise<FaultServer> {
  const prepared = process.env.MONGO_FAULTS_DIR;
  const directory = prepared ?? (await mkdtemp(join(tmpdir(), 'sagacity-mongo-faults-')));
  if (prepared) await rm(join(prepared, 'root', 'data'), { recursive: true, force: true });
  const port = await freePort();
  const call = async (...args: string[]) => void (await run('bash', [script, ...args], { timeout: 240_000 }));
  const start = () => call('start', directory, String(port));
  const kill = () => call('kill', directory);
  return {
    port,
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    // With new data the script may take the engine that sets it up, which then ends, for the one that stays.
    start: () => start().catch(() => kill().then(start)),
    kill,
    async stop() {
      await call('stop', directory);
      if (!prepared) await rm(directory, { recursive: true, force: true });
    },
  };
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
