import { quoted, renderRedisConf, renderSecretFiles } from '../init/render-secret-files.ts';
import { isRunning } from '../is-running.ts';
import type { Action } from '../plan.ts';
import { isRedis } from '../stack/find-stale.ts';
import { compose, type RotateInput, type Rotation, write } from './rotation.ts';

/** Redis takes a second password while it runs; its file has both for as long, should it be started again meanwhile. */
export function rotateRedis(next: string, { dir, stack, secrets }: RotateInput): Rotation {
  const { settings, containers, services } = stack;
  const before = secrets.redis_password;
  const isUsed = before === next;
  const running = services.map(({ name }) => name).filter((name) => isRunning(containers, name));
  const members = running.filter(isRedis);
  const sentinels = running.filter((name) => name.startsWith('sentinel'));
  const all = (password: string, ...commands: string[]): Action[] =>
    members.map((name) => tell(name, ['-e'], [`AUTH ${quoted(password)}`, ...commands]));
  const derived = renderSecretFiles(settings, { ...secrets, redis_password: next });
  const masterAuth = `CONFIG SET masterauth ${quoted(next)}`;
  return {
    isUsed,
    accept: isUsed
      ? []
      : [
          ...write(dir, 'redis.conf', renderRedisConf(settings, [before, next])),
          ...all(before, `ACL SETUSER default on ${quoted(`>${next}`)}`),
          ...all(before, masterAuth),
          ...sentinels.map((name) =>
            tell(name, ['-e', '-p', '26379'], [`SENTINEL SET mymaster auth-pass ${quoted(next)}`]),
          ),
        ],
    use: [...write(dir, 'redis_url', derived.get('redis_url') ?? ''), ...write(dir, 'redis_password', next)],
    drop: [
      ...all(next, `ACL SETUSER default resetpass ${quoted(`>${next}`)}`),
      ...['redis.conf', 'sentinel.conf'].flatMap((name) => write(dir, name, derived.get(name) ?? '')),
    ],
  };
}

/** Through standard input, so that no password stands in the list of processes. */
const tell = (service: string, flags: readonly string[], commands: readonly string[]): Action => ({
  ...compose('exec', '-T', service, 'redis-cli', ...flags),
  input: `${commands.join('\n')}\n`,
});
