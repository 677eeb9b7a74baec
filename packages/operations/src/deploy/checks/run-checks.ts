import { availableParallelism } from 'node:os';
import { messageOf } from '@sagacity/kernel';
import { listContainers } from '../../docker/list-containers.ts';
import { applyFlags } from '../settings/apply-flags.ts';
import { parseEnvText } from '../settings/edit-env.ts';
import { parseSettings, readEnvText } from '../settings/read-settings.ts';
import { type Finding, unknown } from './check.ts';
import { checks } from './index.ts';
import { readEngine } from './read-engine.ts';

export interface CheckFinding extends Finding {
  readonly check: string;
}

const notYet = unknown('none here yet; this is what its initial settings need', 'sagacity deploy init');

/** Every prerequisite looked at; before `init` those of the host, for the settings it would write. Throws CONFIG_INVALID for a faulty `.env`. */
export async function runChecks(
  dir: string,
  { timeUrl }: { timeUrl?: string | undefined } = {},
): Promise<CheckFinding[]> {
  const env = readEnvText(dir);
  const isSetUp = parseEnvText(env).PUBLIC_HOST !== undefined;
  const settings = isSetUp
    ? parseSettings(env)
    : applyFlags(env, {}, { cpus: availableParallelism() }).settings;
  const { engine, engineFault } = await readEngine();
  const containers = engine === null ? [] : await listContainers(settings.COMPOSE_PROJECT_NAME);
  const context = { dir, isSetUp, settings, engine, engineFault, containers, timeUrl };
  const found: CheckFinding[] = isSetUp ? [] : [{ check: 'set-up', ...notYet }];
  for (const { name, run } of checks) {
    try {
      found.push(...(await run(context)).map((finding) => ({ check: name, ...finding })));
    } catch (error) {
      found.push({ check: name, ...unknown(`could not be looked at: ${messageOf(error)}`) });
    }
  }
  return found;
}
