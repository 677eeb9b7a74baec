import { createHash } from 'node:crypto';

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
  readonly secrets: Readonly<Record<string, { readonly name: string; readonly file: string }>>;
}

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
 * The stack file for `docker stack deploy`: the compose file without what a Swarm refuses, ports on the nodes themselves, and each
 * secret under a name with the hash of its content, because a Swarm's secrets never change. `readFile` reads a secret's file.
 */
export function toSwarmStack(config: ComposeConfig, readFile: (path: string) => Buffer): StackFile {
  const secrets = Object.entries(config.secrets ?? {}).filter(([name]) => name !== 'ca_bundle');
  return {
    version: '3.9',
    services: mapValues(config.services, toSwarmService),
    networks: mapValues(config.networks ?? {}, ({ name, internal }) => ({
      name,
      driver: 'overlay',
      ...(internal === true ? { internal } : {}),
    })),
    volumes: mapValues(config.volumes ?? {}, ({ name }) => ({ name })),
    secrets: Object.fromEntries(
      secrets.map(([name, { file = '' }]) => [
        name,
        { name: `${config.name}_${name}_${hashOf(readFile(file))}`, file },
      ]),
    ),
  };
}

function toSwarmService(service: Fields): Fields & { deploy: Fields } {
  const kept = Object.entries(service).filter(
    ([key, value]) => !unknownToSwarm.includes(key) && value !== null && value !== undefined,
  );
  const { ports, deploy, volumes, tmpfs, networks, ...rest } = Object.fromEntries(kept);
  const mounts = [
    ...((volumes ?? []) as Fields[]).map(toSwarmVolume),
    // A Swarm passes over the key `tmpfs` without a word.
    ...((tmpfs ?? []) as string[]).map((target): Fields => ({ type: 'tmpfs', target })),
  ];
  return {
    ...rest,
    ...(networks === undefined ? {} : { networks: Object.keys(networks as Fields) }),
    ...(mounts.length === 0 ? {} : { volumes: mounts }),
    ...(ports === undefined ? {} : { ports: (ports as Fields[]).map(toHostPort) }),
    deploy: toSwarmDeploy((deploy ?? {}) as Fields, service.restart),
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
