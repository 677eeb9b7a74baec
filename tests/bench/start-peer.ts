import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface Peer {
  readonly url: string;
  /** What it says about itself after its address, or nothing. */
  readonly about: string;
  stop(): Promise<void>;
}

export interface PeerOptions {
  /** Its standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its standard error goes; by default it is only read for the message of a failed start. */
  readonly logFile?: string;
}

export const peerFile = (name: string): string => new URL(`./peers/${name}`, import.meta.url).pathname;

/** Starts a program that serves on a free port and prints `<address> <about>` when it does. */
export async function startPeer(
  command: string,
  args: readonly string[],
  { input = '', env = {}, logFile }: PeerOptions = {},
): Promise<Peer> {
  const log = logFile ? openSync(logFile, 'a') : 'pipe';
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', log], env: { ...process.env, ...env } });
  if (typeof log === 'number') closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin?.end(input);
  let output = '';
  const [url, about] = await new Promise<[string, string]>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const found = /^(http:\/\/\S+) ?(.*)\n/m.exec(output);
      if (found) resolve([found[1] as string, found[2] as string]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    ended.then(() => reject(new Error(`${command} ${args.join(' ')} ended before it served:\n${output}`)));
  });
  return {
    url,
    about,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
