import { restore } from './break-container.ts';
import { docker, type Inspected } from './docker.ts';
import { compose, containersOf, type StackAddress } from './open-stack.ts';

const find = `require('dns').lookup('mongodb', (error) => process.exit(error ? 1 : 0))`;

/** An engine that leaves a Swarm may forget the names of containers started before; started again, they have them back. */
export async function mendNames(stack: StackAddress): Promise<void> {
  const [backend] = (await containersOf(stack, 'backend')) as [Inspected];
  const known = await docker(['exec', backend.Id, 'node', '-e', find]).then(
    () => true,
    () => false,
  );
  if (known) return;
  await compose(stack, 'restart', 'mongodb', 'redis', 'frontend', 'backend', 'worker', 'nginx');
  await restore(stack);
}
