import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningApp {
  readonly url: string;
  /** Null when the data directory had been started on before. */
  readonly password: string | null;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it wrote so far. */
  output(): string;
  /** As an operator would: SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

const main = 'apps/cli/src/main.ts';
const root = new URL('../..', import.meta.url).pathname;

export const temporaryDirectory = (name: string): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), `sagacity-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Starts the real program on a free port and waits until it says that it is ready. */
export async function startApp(options: {
  dataDir: string;
  env?: Record<string, string>;
  /** Of another checkout, with its packages installed; this one by default. */
  checkout?: string;
}): Promise<RunningApp> {
  const checkout = options.checkout ?? root;
  const child = spawn(process.execPath, [join(checkout, main), 'serve'], {
    cwd: checkout,
    env: {
      ...process.env,
      SAGACITY_DATA_DIR: options.dataDir,
      SAGACITY_PORT: '0',
      SAGACITY_LOG_FORMAT: 'json',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let isReady = false;
    const read = (chunk: Buffer) => {
      output += chunk;
      if (isReady) return;
      const found = /^(https?:\/\/\S+)$/m.exec(output);
      isReady = found !== null;
      if (found) resolve(found[1] as string);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    url,
    password: /password:?\s+(\S+)/i.exec(output)?.[1] ?? null,
    dataDir: options.dataDir,
    pid: child.pid as number,
    output: () => output,
    stop: () => end(child, ended, 'SIGTERM'),
    kill: async () => void (await end(child, ended, 'SIGKILL')),
  };
}

function end(child: ChildProcess, ended: Promise<number | null>, signal: NodeJS.Signals) {
  if (child.exitCode === null) child.kill(signal);
  return ended;
}
