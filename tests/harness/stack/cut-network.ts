import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type Inspected, inspect } from './docker.ts';

const run = promisify(execFile);

/** Packets that vanish without a word, which `docker network disconnect` is too polite for. `heal` ends it, or else the test's end. */
async function drop(container: Inspected, rules: readonly (readonly string[])[]) {
  const [now] = await inspect(container.Id);
  const change = (how: '-A' | '-D', rule: readonly string[]) =>
    run('nsenter', ['-t', String(now?.State.Pid), '-n', 'iptables', '-w', how, ...rule, '-j', 'DROP']);
  const applied: (readonly string[])[] = [];
  const heal = async (): Promise<void> => {
    for (let rule = applied.pop(); rule; rule = applied.pop()) await change('-D', rule);
  };
  onTestFinished(heal);
  for (const rule of rules) {
    await change('-A', rule);
    applied.push(rule);
  }
  return { heal };
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
