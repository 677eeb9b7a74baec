import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from './docker.ts';
import { initStack, type StackAddress, sagacity } from './open-stack.ts';
import { until } from './until.ts';
import { untilServed } from './until-served.ts';

export interface Swarm extends StackAddress {
  /** Changes a service and resolves with the state of the update when it is over: `completed` or `rollback_completed`. */
  update(service: string, ...change: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

const isOver = /^(completed|rollback_completed|paused|rollback_paused)$/;

/** The deployment as a stack of a Swarm of this one engine, on ports of its own. */
export async function openSwarm(): Promise<Swarm> {
  const project = `sagacity-swarm-${process.pid}`;
  const directory = join(tmpdir(), project);
  const ports = { httpPort: 18_180, httpsPort: 18_543 };
  const stack = { project, directory, url: `https://localhost:${ports.httpsPort}`, ...ports };
  let isOwn = false;
  const close = async () => {
    await docker(['stack', 'rm', project]).catch(() => {});
    const left = (...args: string[]) => docker(['ps', '--quiet', '--filter', `name=${project}`, ...args]);
    await until('tasks end', async () => (await left()) === '');
    if (isOwn) await docker(['swarm', 'leave', '--force']);
    await until('their containers are gone', async () => (await left('--all')) === '');
    const volumes = await docker(['volume', 'ls', '--quiet', '--filter', `name=${project}`]);
    if (volumes) await docker(['volume', 'rm', '--force', ...volumes.split('\n')]).catch(() => {});
    rmSync(directory, { recursive: true, force: true });
  };
  const state = await docker(['info', '--format', '{{.Swarm.LocalNodeState}}']);
  if (state !== 'inactive')
    throw new Error(`the engine is in a Swarm already (${state}), which is left alone`);
  try {
    await initStack(stack);
    const { stdout, stderr, code } = await sagacity(stack, 'deploy', 'config', 'swarm');
    if (code !== 0) throw new Error(stderr);
    const file = join(directory, 'stack.json');
    writeFileSync(file, stdout);
    await docker(['swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377']);
    isOwn = true;
    const node = await docker(['node', 'ls', '--quiet']);
    await docker(['node', 'update', '--label-add', 'sagacity.state=true', node]);
    await docker(['stack', 'deploy', '--resolve-image', 'never', '--compose-file', file, project]);
    await until('every task runs', () => runsAsWanted(project), { timeoutMs: 240_000, everyMs: 500 });
    // A Swarm has no start order.
    await untilServed(stack);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...stack,
    close,
    async update(service, ...change) {
      const name = `${project}_${service}`;
      await docker(['service', 'update', '--detach', '--no-resolve-image', ...change, name]);
      const state = () => docker(['service', 'inspect', '--format', '{{.UpdateStatus.State}}', name]);
      const ended = async () => {
        const now = await state();
        return isOver.test(now) && now;
      };
      return until(`the update of ${service} ends`, ended, { timeoutMs: 240_000, everyMs: 500 });
    },
  };
}

/** Of `mongodb-init` nothing runs once it is done. */
async function runsAsWanted(project: string): Promise<boolean> {
  const format = '{{.Name}} {{.Replicas}}';
  const rows = (await docker(['stack', 'services', '--format', format, project])).split('\n');
  return rows.every((row) => {
    const [, name = '', has, wants] = /^(\S+) (\d+)\/(\d+)/.exec(row) ?? [];
    return name.endsWith('_mongodb-init') || has === wants;
  });
}
