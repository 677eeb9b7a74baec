import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { StackAddress } from './open-stack.ts';

const main = new URL('../../../apps/cli/src/main.ts', import.meta.url).pathname;

/** `sagacity <args>`, killed with -9 when it prints a line that `when` fits. Throws when it ends before that. */
export async function killCommand(
  stack: StackAddress,
  when: RegExp,
  ...args: readonly string[]
): Promise<void> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: stack.directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (when.test(line)) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL') throw new Error(`sagacity ${args.join(' ')} ended by itself, with ${code}`);
}
