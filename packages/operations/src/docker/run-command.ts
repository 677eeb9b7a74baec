import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '@sagacity/kernel';
import { commandEnvironment } from './command-environment.ts';

export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions {
  readonly cwd?: string | undefined;
  readonly input?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Each line of either output as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
}

const mostKept = 8 * 1024 * 1024;
/** Between asking a program to end and ending it. */
const graceMs = 10_000;

/**
 * Runs a program without a shell, with `commandEnvironment`, and keeps what it prints. Throws NOT_CONFIGURED when there is no such program,
 * TIME_LIMIT_EXCEEDED when it takes longer than allowed, CANCELLED when the signal fires.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, input, timeoutMs, signal, onLine }: CommandOptions = {},
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    // In a group of its own: Ctrl-C reaches this program alone, which then ends the child, or lets it finish when it is the way back.
    const child = spawn(command, args, {
      cwd,
      env: commandEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const kept = { stdout: '', stderr: '' };
    let ended: 'timeout' | 'cancelled' | undefined;
    let killer: NodeJS.Timeout | undefined;
    const end = (why: 'timeout' | 'cancelled') => {
      ended = why;
      signalGroup(child.pid, 'SIGTERM');
      killer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs);
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => end('timeout'), timeoutMs);
    const onAbort = () => end('cancelled');
    signal?.addEventListener('abort', onAbort, { once: true });
    for (const name of ['stdout', 'stderr'] as const) {
      createInterface({ input: child[name] }).on('line', (line) => {
        if (kept[name].length < mostKept) kept[name] += `${line}\n`;
        onLine?.(line);
      });
    }
    const settle = () => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal?.removeEventListener('abort', onAbort);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle();
      const missing = error.code === 'ENOENT';
      const text = missing ? `the program ${command} is not installed or not on the PATH` : error.message;
      reject(new AppError(missing ? 'NOT_CONFIGURED' : 'UPSTREAM_FAILED', text, { command }, error));
    });
    child.on('close', (code) => {
      settle();
      const shown = [command, ...args].join(' ');
      if (ended === 'timeout')
        reject(new AppError('TIME_LIMIT_EXCEEDED', `\`${shown}\` did not end within ${timeoutMs} ms`));
      else if (ended === 'cancelled') reject(new AppError('CANCELLED', `\`${shown}\` was stopped`));
      else resolve({ code: code ?? 1, ...kept });
    });
    child.stdin.on('error', () => undefined); // a program that ends early does not read its input
    child.stdin.end(input);
  });
}

/** A program and what it started, such as docker and its compose plug-in. */
function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has ended by itself
  }
}
