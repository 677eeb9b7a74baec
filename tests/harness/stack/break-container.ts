import { docker, type Inspected, inspect } from './docker.ts';
import { compose, containersOf, type StackAddress } from './open-stack.ts';
import { until } from './until.ts';
import { untilServed } from './until-served.ts';

const limitMs = 180_000;

/** kill -9 of a container's process, which Docker's restart policy answers. Returns when it was, on the clock of `performance`. */
export async function killProcess({ Id }: Inspected): Promise<number> {
  const [now] = await inspect(Id);
  const pid = now?.State.Pid ?? 0;
  if (pid <= 0) throw new Error(`container ${Id} has no process`);
  process.kill(pid, 'SIGKILL');
  return performance.now();
}

/** `docker kill`, after which Docker does not start the container again by itself. */
export async function killContainer({ Id }: Inspected): Promise<number> {
  await docker(['kill', Id]);
  return performance.now();
}

export const startContainer = ({ Id }: Inspected): Promise<string> => docker(['start', Id]);

/** Address of the program in a container, reachable from this machine. */
export function programOf({ NetworkSettings }: Inspected): string {
  const [address] = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  return `http://${address}:8000`;
}

const isReady = async (container: Inspected): Promise<boolean> =>
  (await fetch(`${programOf(container)}/api/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;

/** Resolves with the container as it is now, once another process than `before` says that it is ready. */
export const untilReadyAgain = (before: Inspected): Promise<Inspected> =>
  until(
    `${before.Name} is ready again`,
    async () => {
      const [now] = await inspect(before.Id);
      if (!now?.State.Running || now.State.Pid === before.State.Pid) return null;
      return (await isReady(now)) && now;
    },
    { timeoutMs: limitMs, everyMs: 300 },
  );

/** Starts what stands still and waits until two backends, two workers and nginx serve. */
export async function restore(stack: StackAddress): Promise<void> {
  // Together, nginx would wait for backends that Docker has not found healthy yet.
  for (const services of [['backend', 'worker'], ['nginx']])
    await compose(stack, 'up', '-d', '--no-deps', '--no-recreate', '--no-build', ...services);
  for (const service of ['backend', 'worker']) {
    const containers = await containersOf(stack, service);
    if (containers.length !== 2) throw new Error(`${service}: ${containers.length} containers, not 2`);
    for (const one of containers)
      await until(`${one.Name} is ready`, () => isReady(one), { timeoutMs: limitMs });
  }
  await untilServed(stack, limitMs);
}
