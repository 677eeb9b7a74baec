import { nearestName } from '@sagacity/platform/config/nearest-name';
import { parseEnvText } from '../settings/edit-env.ts';
import { readEnvText } from '../settings/read-settings.ts';
import { settingNames } from '../settings/settings-table.ts';
import { type Check, type Finding, ok, warning } from './check.ts';

/** Names of `.env` that were meant for us and are not ours. Names of other programs are left alone. */
export function judgeNames(names: readonly string[]): Finding[] {
  const known: readonly string[] = settingNames;
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      if (name.startsWith('SAGACITY_'))
        return [
          warning(`${name} in .env does not reach the containers`, 'write it into config/sagacity.toml'),
        ];
      const nearest = nearestName(name, known);
      return nearest === null ? [] : [warning(`${name} in .env is not known`, `did you mean ${nearest}?`)];
    });
}

export const envCheck: Check = {
  name: '.env',
  run: ({ dir }) => {
    const findings = judgeNames(Object.keys(parseEnvText(readEnvText(dir))));
    return findings.length > 0 ? findings : [ok('every name is known')];
  },
};
