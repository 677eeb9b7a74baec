import { AppError } from '@sagacity/kernel';
import { runCommand } from './run-command.ts';

const askTimeoutMs = 30_000;

/** Output of a `docker` command that only reads. Throws UPSTREAM_FAILED with what docker said. */
export async function askDocker(
  args: readonly string[],
  { cwd, timeoutMs = askTimeoutMs }: { cwd?: string; timeoutMs?: number } = {},
): Promise<string> {
  const { code, stdout, stderr } = await runCommand('docker', args, { cwd, timeoutMs });
  if (code === 0) return stdout;
  throw new AppError('UPSTREAM_FAILED', `\`docker ${args.join(' ')}\` ended with ${code}`, {
    said: stderr.trim().split('\n').filter(Boolean).slice(-5),
    next: 'sagacity deploy check says what is missing',
  });
}
