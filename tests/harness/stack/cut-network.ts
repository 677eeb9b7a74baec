import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Inspected, inspect } from './docker.ts';

const run = promisify(execFile);

/** Packets that vanish without a word, which `docker network disconnect` is too polite for. `heal` ends it. */
async function drop(container: Inspected, rules: readonly (readonly string[])[]) {
  const [now] = await inspect(container.Id);
  const inside = ['-t', String(now?.State.Pid), '-n', 'iptables', '-w'];
  for (const rule of rules) await run('nsenter', [...inside, '-A', ...rule, '-j', 'DROP']);
  return {
    async heal(): Promise<void> {
      for (const rule of rules) await run('nsenter', [...inside, '-D', ...rule, '-j', 'DROP']);
    },
  };
}

/** Nothing goes to or comes from this port of others. */
export const cutPort = (container: Inspected, port: number) =>
  drop(container, [
    ['OUTPUT', '-p', 'tcp', '--dport', String(port)],
    ['INPUT', '-p', 'tcp', '--sport', String(port)],
  ]);

/** The container is alone; it still talks to itself. */
export const cutOff = (container: Inspected) =>
  drop(container, [
    ['OUTPUT', '!', '-o', 'lo'],
    ['INPUT', '!', '-i', 'lo'],
  ]);
