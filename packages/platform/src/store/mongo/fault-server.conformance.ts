import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const port = 27_218;
/** Kept between runs: installing the server takes a minute, starting it a second. */
const workDirectory = join(tmpdir(), 'sagacity-mongo-faults');
const toolDirectory = `${workDirectory}-tool`;

export interface FaultServer {
  readonly uri: string;
  start(): Promise<void>;
  /** As kill -9 would end it; the data stay. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A MongoDB-compatible server that belongs to one test file, so that killing it disturbs nobody. `script` is `mongo-server.sh`. */
export async function faultServer(script: string): Promise<FaultServer> {
  const copy = await copyForSecondServer(script);
  const call = async (...args: string[]) => void (await run('bash', [copy, ...args], { timeout: 240_000 }));
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    start: () => call('start', workDirectory, String(port)),
    kill: () => call('kill', workDirectory),
    stop: () => call('stop', workDirectory),
  };
}

/** The engine behind the script listens on one fixed TCP port besides its socket; on another loopback address two can run at once. */
async function copyForSecondServer(script: string): Promise<string> {
  await cp(join(dirname(script), 'mongo-server'), join(toolDirectory, 'mongo-server'), { recursive: true });
  const copy = join(toolDirectory, basename(script));
  await cp(script, copy);
  const engine = join(toolDirectory, 'mongo-server', 'engine.sh');
  const text = await readFile(engine, 'utf8');
  await writeFile(engine, text.replace('listen_addresses=$A', 'listen_addresses=127.0.0.2'));
  return copy;
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
export async function losingProxy(): Promise<LosingProxy> {
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
