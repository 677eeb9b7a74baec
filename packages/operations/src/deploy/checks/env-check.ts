import { nearestName } from '@sagacity/platform/config/nearest-name';
import { derivedUrl } from '../settings/apply-flags.ts';
import { parseEnvText } from '../settings/edit-env.ts';
import { readEnvText } from '../settings/read-settings.ts';
import { type Settings, settingNames } from '../settings/settings-table.ts';
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

/** An address that neither host nor port lead to is somebody's in front, or was left behind by an edit. */
export function judgeUrl(settings: Settings): Finding[] {
  const derived = derivedUrl(settings);
  if (settings.PUBLIC_URL === derived) return [];
  return [
    warning(
      `PUBLIC_URL is ${settings.PUBLIC_URL}, host and port say ${derived}`,
      'right where something in front answers there; otherwise delete the line PUBLIC_URL from .env, then sagacity deploy init',
    ),
  ];
}

export const envCheck: Check = {
  name: '.env',
  run: ({ dir, settings }) => {
    const names = Object.keys(parseEnvText(readEnvText(dir)));
    const findings = [...judgeNames(names), ...judgeUrl(settings)];
    return findings.length > 0 ? findings : [ok('every name is known')];
  },
};
