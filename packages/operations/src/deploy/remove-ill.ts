import { listContainers } from '../docker/list-containers.ts';
import { isWell } from '../docker/parse-containers.ts';
import type { ExecuteContext } from './execute-context.ts';
import type { Action } from './plan.ts';

/** How to remove what was started and did not become healthy; compose itself would take the older ones, which serve. */
export async function removeIll(
  { service, keep }: Extract<Action, { do: 'remove-ill' }>,
  context: ExecuteContext,
): Promise<Action[]> {
  const containers = await listContainers(context.project);
  const ill = containers.filter((one) => one.service === service && !isWell(one) && !keep.includes(one.id));
  if (ill.length === 0) return [];
  return [{ do: 'run', command: ['docker', 'rm', '-f', ...ill.map(({ id }) => id)] }];
}
