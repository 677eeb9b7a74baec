import { AppError } from '@sagacity/kernel';
import { runCommand } from '../../docker/run-command.ts';

const timeoutMs = 30_000;

/** Loads rules after `nft` has found them sound. Throws UPSTREAM_FAILED with what nft said; then nothing was changed. */
export async function applyFirewall(rules: string): Promise<void> {
  for (const args of [
    ['-c', '-f', '-'],
    ['-f', '-'],
  ]) {
    const { code, stderr } = await runCommand('nft', args, { input: rules, timeoutMs });
    if (code !== 0)
      throw new AppError(
        'UPSTREAM_FAILED',
        'nft refuses the rules; nothing was changed. Loading needs root',
        {
          said: stderr.trim().split('\n').slice(0, 5),
        },
      );
  }
}
