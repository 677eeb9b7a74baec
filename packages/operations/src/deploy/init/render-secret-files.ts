import type { PrimarySecretName } from '../secrets/primary-secrets.ts';
import { hasProfile } from '../settings/apply-flags.ts';
import type { Settings } from '../settings/settings-table.ts';

export type PrimarySecrets = Readonly<Record<PrimarySecretName, string>>;

const database = 'tradingagents';

/** A user of MongoDB has one password, so another user takes over while it is changed. */
export const storeUsers = ['sagacity', 'sagacity-2'] as const;

export const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** Of one member, because the set may not have been initiated yet; who uses it finds the others from there. */
const rootUri = (password: string) =>
  `mongodb://root:${encodeURIComponent(password)}@mongodb:27017/admin?authSource=admin&directConnection=true`;

/** Files below `secrets/` that follow from the primary ones and the settings, by name. */
export function renderSecretFiles(
  settings: Settings,
  secrets: PrimarySecrets,
  storeUser: string = storeUsers[0],
): ReadonlyMap<string, string> {
  const isHa = hasProfile(settings, 'ha');
  const hosts = isHa ? 'mongodb:27017,mongodb-2:27017,mongodb-3:27017' : 'mongodb:27017';
  const mongoUri = (user: string, password: string, path: string) =>
    `mongodb://${user}:${encodeURIComponent(password)}@${hosts}/${path}&replicaSet=rs0`;
  const redisPassword = encodeURIComponent(secrets.redis_password);
  const sentinels = [1, 2, 3].map((n) => `sentinel-${n}:26379`).join(',');
  const redisUrl = isHa
    ? `redis+sentinel://:${redisPassword}@${sentinels}/mymaster`
    : `redis://:${redisPassword}@redis:6379`;
  const password = quoted(secrets.redis_password);
  const sentinel = [
    'port 26379',
    'dir /data',
    'sentinel resolve-hostnames yes',
    'sentinel announce-hostnames yes',
    'sentinel monitor mymaster redis 6379 2',
    `sentinel auth-pass mymaster ${password}`,
    'sentinel down-after-milliseconds mymaster 2000',
    'sentinel failover-timeout mymaster 10000',
    'sentinel parallel-syncs mymaster 1',
  ];
  const app = mongoUri(storeUser, secrets.mongo_app_password, `${database}?authSource=${database}`);
  return new Map([
    ['store_uri', app],
    ['monitor_uri', mongoUri('sagacity-monitor', secrets.mongo_monitor_password, 'admin?authSource=admin')],
    ['root_uri', rootUri(secrets.mongo_root_password)],
    ['redis_url', redisUrl],
    ['redis.conf', renderRedisConf(settings, [secrets.redis_password])],
    ['sentinel.conf', `${sentinel.join('\n')}\n`],
  ]);
}

/** What Redis reads of the passwords when it starts: it accepts each, and a replica shows the last. */
export function renderRedisConf(settings: Settings, passwords: readonly string[]): string {
  const accepted = passwords.map((password) => quoted(`>${password}`)).join(' ');
  const [one = ''] = passwords;
  const lines = [
    passwords.length === 1 ? `requirepass ${quoted(one)}` : `user default on ${accepted} ~* &* +@all`,
    `masterauth ${quoted(passwords.at(-1) ?? '')}`,
    ...(hasProfile(settings, 'ha') ? ['min-replicas-to-write 1', 'min-replicas-max-lag 10'] : []),
  ];
  return `${lines.join('\n')}\n`;
}
