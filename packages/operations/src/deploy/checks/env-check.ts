import { nearestName } from '@sagacity/platform/config/nearest-name';
import { derivedUrl } from '../settings/apply-flags.ts';
import { nameOf, parseEnvText } from '../settings/edit-env.ts';
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

/** Names given more than once: docker compose takes the last, a reader the first he finds. */
export function judgeTwice(text: string): Finding[] {
  const names = text.split(/\r?\n/).flatMap((line) => nameOf(line) ?? []);
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...twice].map((name) =>
    warning(`${name} stands more than once in .env; the last counts`, 'delete the others'),
  );
}

const profiles = ['ha', 'tls', 'tools'];

/** Compose takes a profile that nobody has without a word. */
export const judgeProfiles = ({ COMPOSE_PROFILES }: Pick<Settings, 'COMPOSE_PROFILES'>): Finding[] =>
  COMPOSE_PROFILES.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !profiles.includes(name))
    .map((name) => {
      const nearest = nearestName(name, profiles);
      const fix =
        nearest === null ? 'right where a compose file of your own has it' : `did you mean ${nearest}?`;
      return warning(`COMPOSE_PROFILES names ${name}, which no service of this stack has`, fix);
    });

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
    const text = readEnvText(dir);
    const findings = [
      ...judgeNames(Object.keys(parseEnvText(text))),
      ...judgeTwice(text),
      ...judgeProfiles(settings),
      ...judgeUrl(settings),
    ];
    return findings.length > 0 ? findings : [ok('every name is known')];
  },
};
