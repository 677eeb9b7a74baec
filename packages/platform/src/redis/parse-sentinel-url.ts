import { AppError } from '@sagacity/kernel';
import type { RedisOptions } from 'ioredis';

const shape =
  /^(?<scheme>rediss?)\+sentinel:\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^@/?]+)\/(?<name>[^/?]+)(?:\/(?<db>\d+))?(?:\?(?<query>.*))?$/;

/**
 * What `redis+sentinel://[user]:password@host:26379,host:26379/master-name[/db]` says, null for another scheme. User and password are
 * those of the Redis servers; `?sentinelPassword=` (and `&sentinelUser=`) those of the sentinels, which are asked without one otherwise.
 * With `rediss+sentinel` both speak TLS. Parts are percent-encoded.
 */
export function parseSentinelUrl(url: string): RedisOptions | null {
  if (!/^rediss?\+sentinel:/.test(url)) return null;
  const parts = shape.exec(url)?.groups;
  const sentinels = parts?.hosts?.split(',').map(toAddress);
  if (!parts || !sentinels || sentinels.includes(null)) throw unreadable();
  const query = new URLSearchParams(parts.query ?? '');
  const of = (text: string | null | undefined) => (text ? decodeURIComponent(text) : undefined);
  const known = {
    username: of(parts.user),
    password: of(parts.password),
    sentinelUsername: query.get('sentinelUser') ?? undefined,
    sentinelPassword: query.get('sentinelPassword') ?? undefined,
    db: parts.db === undefined ? undefined : Number(parts.db),
  };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return {
    ...given,
    sentinels: sentinels as { host: string; port: number }[], // none is null: checked above
    name: decodeURIComponent(parts.name!),
    ...(parts.scheme === 'rediss' && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  };
}

function toAddress(text: string): { host: string; port: number } | null {
  const parts = /^(?<host>\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/.exec(text)?.groups;
  if (!parts?.host) return null;
  return { host: parts.host.replace(/^\[|\]$/g, ''), port: Number(parts.port ?? 26_379) };
}

/** Names no part of the text: the password is one. */
const unreadable = () =>
  new AppError(
    'CONFIG_INVALID',
    'redis.url: not readable; write redis+sentinel://:password@host:26379,host:26379/master-name, each part percent-encoded',
  );
