import { join } from 'node:path';
import { listContainers } from '../docker/list-containers.ts';
import type { ExecuteContext } from './execute-context.ts';
import type { Action, Step } from './plan.ts';
import { readSettings } from './settings/read-settings.ts';
import { startedBefore } from './stack/find-stale.ts';
import { planRoll, planSurplus } from './stack/plan-roll.ts';

/** How to replace what has not read these files yet, and to end with as many as are wanted, also after a command that was killed. */
export async function rollOlder(
  { service, files, timeoutMs }: Extract<Action, { do: 'roll' }>,
  { dir, project, say }: ExecuteContext,
): Promise<Step[]> {
  const containers = await listContainers(project);
  const own = containers.filter((one) => one.service === service && one.state === 'running');
  const older = startedBefore(
    own,
    files.map((path) => join(dir, path)),
  );
  const setting = service === 'backend' ? 'BACKEND_REPLICAS' : 'WORKER_REPLICAS';
  const only = older.map(({ id }) => id);
  const input = { service, containers, count: Number(readSettings(dir)[setting]), timeoutMs, only };
  if (older.length === 0) return planSurplus(input);
  say(`replacing ${older.map(({ name }) => name).join(', ')}`);
  return planRoll(input);
}
