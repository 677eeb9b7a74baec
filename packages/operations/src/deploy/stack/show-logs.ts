import { spawn } from 'node:child_process';
import { AppError } from '@sagacity/kernel';
import { commandEnvironment } from '../../docker/command-environment.ts';
import { checkServices } from './plan-restart.ts';
import { readStack } from './read-stack.ts';

export interface LogRequest {
  /** None: all. */
  readonly services: readonly string[];
  readonly follow?: boolean | undefined;
  readonly tail: number;
  /** A time, or an age such as 30m. */
  readonly since?: string | undefined;
}

const sinceForm = /^(\d+[smhd])+$|^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/;

/** Arguments of docker for these logs. Throws VALIDATION_FAILED for a `since` that is neither a time nor an age. */
export function logArguments({ services, follow, tail, since }: LogRequest): string[] {
  if (since !== undefined && !sinceForm.test(since))
    throw new AppError(
      'VALIDATION_FAILED',
      `--since ${since}: expected a time such as 2026-11-23T10:00:00, or an age such as 30m`,
    );
  const flags = [
    ...(follow ? ['--follow'] : []),
    '--tail',
    String(tail),
    ...(since === undefined ? [] : ['--since', since]),
  ];
  return ['compose', 'logs', ...flags, ...services];
}

/** Passes the logs through to this program's own output; returns docker's exit code, 0 when interrupted or not read to the end. */
export async function showLogs(dir: string, request: LogRequest): Promise<number> {
  const args = logArguments(request);
  checkServices(await readStack(dir), request.services);
  const child = spawn('docker', args, {
    cwd: dir,
    env: commandEnvironment(),
    stdio: ['ignore', process.stdout.isTTY ? 'inherit' : 'pipe', 'inherit'], // docker colours what goes to a terminal
  });
  let isRead = true;
  const leave = () => {
    isRead = false;
    child.kill();
    child.stdout?.destroy(); // its plug-in ends by that
  };
  child.stdout?.pipe(process.stdout, { end: false }).once('error', leave);
  const wait = () => undefined; // the terminal interrupts docker too: its end is ours
  process.on('SIGINT', wait);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) =>
        resolve(signal === 'SIGINT' || code === 130 || !isRead ? 0 : (code ?? 1)),
      );
    });
  } finally {
    process.off('SIGINT', wait);
    process.stdout.off('error', leave);
  }
}
