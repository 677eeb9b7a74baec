import { createHash } from 'node:crypto';
import { basename } from 'node:path';

type Fields = Readonly<Record<string, unknown>>;

/** What `docker compose config --format json` prints, as far as it is looked at. */
export interface ComposeConfig {
  readonly name: string;
  readonly services: Readonly<Record<string, Fields>>;
  readonly networks?: Readonly<Record<string, Fields>>;
  readonly volumes?: Readonly<Record<string, Fields>>;
  readonly secrets?: Readonly<Record<string, { readonly file?: string }>>;
}

/** What `docker stack deploy` takes; its YAML reader reads JSON too. */
export interface StackFile {
  readonly version: string;
  readonly services: Readonly<Record<string, Fields & { readonly deploy: Fields }>>;
  readonly networks: Readonly<Record<string, Fields>>;
  readonly volumes: Readonly<Record<string, Fields>>;
  readonly secrets: NamedFiles;
  readonly configs: NamedFiles;
}

type NamedFiles = Readonly<Record<string, { readonly name: string; readonly file: string }>>;

/** A Swarm has no start order, builds nothing, restarts by a policy of its own and knows no address of the host. */
const unknownToSwarm = [
  'build',
  'depends_on',
  'restart',
  'security_opt',
  'profiles',
  'pids_limit',
  'extra_hosts',
];

/**
 * The stack file for `docker stack deploy`: the compose file without what a Swarm refuses or what is run by hand, ports on the nodes
 * themselves, and each secret and mounted file under a name with the hash of its content, because a Swarm's never change and other nodes
 * have no such file. `readFile` reads one; null for a directory.
 */
export function toSwarmStack(config: ComposeConfig, readFile: (path: string) => Buffer | null): StackFile {
  const secrets = Object.entries(config.secrets ?? {}).filter(([name]) => name !== 'ca_bundle');
  const services = Object.entries(config.services).filter(([name]) => name !== 'tools');
  const isFile = ({ type, source }: Fields) => type === 'bind' && readFile(String(source)) !== null;
  const mounted = services.flatMap(([, { volumes }]) => ((volumes ?? []) as Fields[]).filter(isFile));
  const named = (name: string, file: string) => ({
    name: `${config.name}_${name}_${hashOf(readFile(file) ?? Buffer.alloc(0))}`,
    file,
  });
  return {
    version: '3.9',
    services: Object.fromEntries(services.map(([name, service]) => [name, toSwarmService(service, isFile)])),
    networks: mapValues(config.networks ?? {}, ({ name, internal, driver_opts }) => ({
      name,
      driver: 'overlay',
      ...(driver_opts === undefined ? {} : { driver_opts }),
      ...(internal === true ? { internal } : {}),
    })),
    volumes: mapValues(config.volumes ?? {}, ({ name }) => ({ name })),
    secrets: Object.fromEntries(secrets.map(([name, { file = '' }]) => [name, named(name, file)])),
    configs: Object.fromEntries(
      mounted.map(({ source }) => [configOf(source), named(configOf(source), String(source))]),
    ),
  };
}

function toSwarmService(service: Fields, isFile: (volume: Fields) => boolean): Fields & { deploy: Fields } {
  const kept = Object.entries(service).filter(
    ([key, value]) => !unknownToSwarm.includes(key) && value !== null && value !== undefined,
  );
  const { ports, deploy, volumes, tmpfs, networks, ...rest } = Object.fromEntries(kept);
  const all = (volumes ?? []) as Fields[];
  const files = all.filter(isFile);
  const mounts = [
    ...all.filter((volume) => !files.includes(volume)).map(toSwarmVolume),
    ...((tmpfs ?? []) as string[]).map(toSwarmTmpfs),
  ];
  return {
    ...rest,
    ...(networks === undefined ? {} : { networks: Object.keys(networks as Fields) }),
    ...(mounts.length === 0 ? {} : { volumes: mounts }),
    ...(files.length === 0
      ? {}
      : { configs: files.map(({ source, target }) => ({ source: configOf(source), target })) }),
    ...(ports === undefined ? {} : { ports: (ports as Fields[]).map(toHostPort) }),
    deploy: toSwarmDeploy((deploy ?? {}) as Fields, service.restart),
  };
}

const configOf = (path: unknown): string => basename(String(path));

/** A Swarm passes over the key `tmpfs` without a word, and takes its size in bytes. */
function toSwarmTmpfs(mount: string): Fields {
  const [target, options = ''] = mount.split(':');
  const [, megabytes] = /\bsize=(\d+)m\b/.exec(options) ?? [];
  return {
    type: 'tmpfs',
    target,
    ...(megabytes === undefined ? {} : { tmpfs: { size: Number(megabytes) * 2 ** 20 } }),
  };
}

const toSwarmVolume = ({ type, source, target, read_only }: Fields): Fields => ({
  type,
  source,
  target,
  ...(read_only === true ? { read_only } : {}),
});

/** Not through the routing mesh: nginx must see the address of its client. */
const toHostPort = ({ target, published, protocol }: Fields): Fields => ({
  target,
  published: Number(published),
  protocol: protocol ?? 'tcp',
  mode: 'host',
});

function toSwarmDeploy(deploy: Fields, restart: unknown): Fields {
  const { resources, placement, ...rest } = deploy;
  const limits = (resources as { limits?: Fields } | undefined)?.limits;
  return {
    restart_policy: { condition: restart === 'no' ? 'on-failure' : 'any', delay: '3s' },
    ...rest,
    ...(placement && Object.keys(placement).length > 0 ? { placement } : {}),
    ...(limits
      ? { resources: { limits: { ...limits, cpus: String(limits.cpus), memory: String(limits.memory) } } }
      : {}),
  };
}

const mapValues = <A, B>(of: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 12);
