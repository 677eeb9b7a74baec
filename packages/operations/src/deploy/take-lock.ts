import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '@sagacity/kernel';

const answerMs = 1_000;

/**
 * The right to change a directory, until it is disposed of. The lock is the name of a socket: the kernel gives it to one process, takes it
 * back however that ends, and who comes later asks there who holds it. Throws CONFLICT that says so.
 */
export async function takeLock(dir: string, command: string): Promise<AsyncDisposable> {
  const address = addressOf(dir);
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // who asked did not wait for the answer
    socket.end(`sagacity deploy ${command}, process ${process.pid}`, () => socket.destroy());
  });
  server.listen(address);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const holder = await askHolder(address);
    throw new AppError('CONFLICT', `another command changes ${dir}: ${holder}. Try again when it has ended`);
  }
}

/** Linux has names for sockets that are in no directory; elsewhere it is a file. */
function addressOf(dir: string): string {
  const digest = createHash('sha256').update(realpathSync(dir)).digest('hex').slice(0, 32);
  return process.platform === 'linux'
    ? `\0sagacity-deploy-${digest}`
    : join(tmpdir(), `sagacity-deploy-${digest}`);
}

async function askHolder(address: string): Promise<string> {
  const socket = connect(address).setTimeout(answerMs, () => socket.destroy());
  return text(socket).catch(() => 'one that does not answer');
}
