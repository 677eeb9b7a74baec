import { environmentWithout } from '@sagacity/platform/config/environment-without';
import { settingNames } from '../deploy/settings/settings-table.ts';

const names: ReadonlySet<string> = new Set(settingNames);

/** For docker compose the environment goes before `.env`, which is to be the only truth of a deployment: a name exported in a shell is withheld. */
export const commandEnvironment = (): Record<string, string | undefined> =>
  environmentWithout((name) => name.startsWith('COMPOSE_') || names.has(name));
