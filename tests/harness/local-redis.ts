import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@sagacity/testkit/free-port';
import { temporaryDirectory } from './start-app.ts';

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the test's own that can be killed and started again on the same data. */
export async function openLocalRedis() {
  const directory = temporaryDirectory('redis');
  const port = await freePort();
  let server: ChildProcess;
  const start = () => {
    const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory.path];
    server = spawn('redis-server', [...where, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
  };
  const kill = async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    async close() {
      if (server.exitCode === null && server.signalCode === null) await kill();
      directory.remove();
    },
  };
}
