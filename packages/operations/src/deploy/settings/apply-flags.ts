import { isIP } from 'node:net';
import { AppError } from '@sagacity/kernel';
import { publicUrlOf } from './address.ts';
import { editEnv, parseEnvText } from './edit-env.ts';
import { parseSettings } from './read-settings.ts';
import {
  type SettingName,
  type Settings,
  settingNames,
  settingsTable,
  type TlsMode,
} from './settings-table.ts';

/** What may be asked of `init`; undefined leaves a setting as it is. */
export interface SettingFlags {
  readonly project?: string | undefined;
  readonly host?: string | undefined;
  readonly tls?: TlsMode | undefined;
  readonly email?: string | undefined;
  readonly acmeServer?: string | undefined;
  readonly httpPort?: number | undefined;
  readonly httpsPort?: number | undefined;
  readonly bind?: string | undefined;
  readonly backend?: number | undefined;
  readonly worker?: number | undefined;
  readonly ha?: boolean | undefined;
  readonly expose?: boolean | undefined;
}

export const exposeFile = 'deploy/expose.yml';
const haFile = 'deploy/ha.yml';
const named = {
  project: 'COMPOSE_PROJECT_NAME',
  host: 'PUBLIC_HOST',
  tls: 'TLS_MODE',
  email: 'ACME_EMAIL',
  acmeServer: 'ACME_SERVER',
  httpPort: 'HTTP_PORT',
  httpsPort: 'HTTPS_PORT',
  bind: 'BIND_ADDRESS',
  backend: 'BACKEND_REPLICAS',
  worker: 'WORKER_REPLICAS',
} as const satisfies Partial<Record<keyof SettingFlags, SettingName>>;

/** The text of `.env` after these flags. Throws VALIDATION_FAILED naming each bad flag, CONFIG_INVALID for what stands in the file. */
export function applyFlags(
  text: string,
  flags: SettingFlags,
  host: { cpus: number },
): { text: string; settings: Settings } {
  const before = parseSettings(text);
  const present = parseEnvText(text);
  const wanted = new Map<string, string>();
  for (const name of settingNames) {
    const { initial } = settingsTable[name];
    if (initial === null || present[name] !== undefined) continue;
    const isCpus = name.endsWith('_CPUS');
    wanted.set(name, isCpus ? String(Math.min(Number(initial), host.cpus)) : initial);
  }
  const issues: string[] = [];
  for (const [flag, name] of Object.entries(named)) {
    const value = flags[flag as keyof typeof named];
    if (value === undefined) continue;
    const issue = settingsTable[name].schema.safeParse(String(value)).error?.issues[0];
    if (issue) issues.push(`${optionOf(flag)} ${value}: expected ${issue.message}`);
    wanted.set(name, String(value));
  }
  const now = (name: SettingName) => wanted.get(name) ?? present[name] ?? settingsTable[name].initial ?? '';
  if (now('HTTP_PORT') === now('HTTPS_PORT'))
    issues.push(`--http-port and --https-port are both ${now('HTTP_PORT')}: choose two`);
  if (now('TLS_MODE') === 'acme' && (isIP(now('PUBLIC_HOST')) !== 0 || !now('PUBLIC_HOST').includes('.')))
    issues.push(`--tls acme needs --host with a public DNS name, not ${now('PUBLIC_HOST')}`);
  if (now('TLS_MODE') === 'acme' && now('ACME_EMAIL') === '')
    issues.push('--tls acme needs --email: where the authority writes to');
  if (issues.length > 0)
    throw new AppError('VALIDATION_FAILED', 'init cannot use these; nothing was written', { issues });

  if (present.PUBLIC_URL === undefined || present.PUBLIC_URL === derivedUrl(before))
    wanted.set('PUBLIC_URL', derivedUrl(parseSettings(editEnv(text, wanted))));
  const files = { [exposeFile]: flags.expose, [haFile]: flags.ha };
  wanted.set('COMPOSE_FILE', toggle(now('COMPOSE_FILE'), ':', files));
  const profiles = { tls: now('TLS_MODE') === 'acme', ha: flags.ha };
  wanted.set('COMPOSE_PROFILES', toggle(now('COMPOSE_PROFILES'), ',', profiles));
  const edited = editEnv(text, wanted, (name) => settingsTable[name as SettingName]?.doc ?? '');
  return { text: edited, settings: parseSettings(edited) };
}

/** PUBLIC_URL as long as the operator has not written another one. */
export const derivedUrl = ({ PUBLIC_HOST, HTTPS_PORT }: Settings): string =>
  publicUrlOf(PUBLIC_HOST, Number(HTTPS_PORT));

const optionOf = (flag: string): string =>
  `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A list with members put in (true), taken out (false) or left (undefined). */
function toggle(list: string, separator: string, members: Record<string, boolean | undefined>): string {
  const kept = list.split(separator).filter((member) => member !== '' && members[member] !== false);
  const added = Object.keys(members).filter((member) => members[member] === true && !kept.includes(member));
  return [...kept, ...added].join(separator);
}

export const hasProfile = (settings: Settings, profile: 'tls' | 'ha'): boolean =>
  settings.COMPOSE_PROFILES.split(',').includes(profile);
