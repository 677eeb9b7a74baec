import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@sagacity/kernel';
import { isThere } from '../file-fault.ts';
import { layout } from '../layout.ts';
import { parseEnvText } from './edit-env.ts';
import { type SettingName, type Settings, settingNames, settingsTable } from './settings-table.ts';

/** Text of `.env`; empty when there is none yet. */
export function readEnvText(dir: string): string {
  const path = join(dir, layout.env);
  return isThere(path) ? readFileSync(path, 'utf8') : '';
}

/** Every name with its value, initial where the file has none. Throws CONFIG_INVALID that lists all faults. */
export function parseSettings(text: string): Settings {
  const present = parseEnvText(text);
  const faults: string[] = [];
  const entries = settingNames.map((name): [SettingName, string] => {
    const { initial, schema } = settingsTable[name];
    const value = present[name] ?? initial ?? '';
    const isOptional = initial === null && value === '';
    const issue = isOptional ? undefined : schema.safeParse(value).error?.issues[0];
    if (issue) faults.push(`${name}=${value}: ${issue.message}`);
    return [name, value];
  });
  if (faults.length > 0)
    throw new AppError('CONFIG_INVALID', `${layout.env} has faults; correct these lines and try again`, {
      fault: faults,
    });
  return Object.fromEntries(entries) as Settings;
}

/** Settings of an installation. Throws NOT_CONFIGURED where `init` has not been run. */
export function readSettings(dir: string): Settings {
  const text = readEnvText(dir);
  if (parseEnvText(text).PUBLIC_HOST === undefined)
    throw new AppError(
      'NOT_CONFIGURED',
      `${dir} is not set up: no ${layout.env} with PUBLIC_HOST. Run sagacity deploy init there, or name the directory with --dir`,
    );
  return parseSettings(text);
}

/** Everything `.env` says, for a program that runs beside docker compose. */
export const composeEnv = (dir: string): Record<string, string> => parseEnvText(readEnvText(dir));
