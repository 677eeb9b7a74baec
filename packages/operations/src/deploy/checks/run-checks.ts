import { messageOf } from '@sagacity/kernel';
import { listContainers } from '../../docker/list-containers.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type Finding, unknown } from './check.ts';
import { checks } from './index.ts';
import { readEngine } from './read-engine.ts';

export interface CheckFinding extends Finding {
  readonly check: string;
}

/** Every prerequisite looked at. Throws NOT_CONFIGURED before `init`, CONFIG_INVALID for a faulty `.env`. */
export async function runChecks(
  dir: string,
  { timeUrl }: { timeUrl?: string | undefined } = {},
): Promise<CheckFinding[]> {
  const settings = readSettings(dir);
  const { engine, engineFault } = await readEngine();
  const containers = engine === null ? [] : await listContainers(settings.COMPOSE_PROJECT_NAME);
  const context = { dir, settings, engine, engineFault, containers, timeUrl };
  const found: CheckFinding[] = [];
  for (const { name, run } of checks) {
    try {
      found.push(...(await run(context)).map((finding) => ({ check: name, ...finding })));
    } catch (error) {
      found.push({ check: name, ...unknown(`could not be looked at: ${messageOf(error)}`) });
    }
  }
  return found;
}
