import { z } from 'zod';

const bindingsSchema = z
  .record(z.string(), z.array(z.object({ HostPort: z.string(), HostIp: z.string().default('') })).nullish())
  .nullish();
const inspectSchema = z.array(
  z.object({
    Id: z.string(),
    Image: z.string().default(''),
    Name: z.string(),
    RestartCount: z.number().default(0),
    State: z.object({
      Status: z.string(),
      ExitCode: z.number().default(0),
      StartedAt: z.string().default(''),
      OOMKilled: z.boolean().default(false),
      Health: z.object({ Status: z.string() }).nullish(),
    }),
    Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()).nullish() }),
    HostConfig: z
      .object({
        Memory: z.number().default(0),
        NanoCpus: z.number().default(0),
        PortBindings: bindingsSchema,
      })
      .prefault({}),
  }),
);

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly number: number;
  /** running, exited, restarting, created, paused, dead */
  readonly state: string;
  /** none: the image has no health check. */
  readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none';
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  readonly restarts: number;
  readonly startedAt: string;
  readonly image: string;
  /** Label org.opencontainers.image.version; null for images without one. */
  readonly version: string | null;
  /** 0 is unlimited. */
  readonly memoryLimitBytes: number;
  readonly cpuLimit: number;
  /** Hash of what the compose file said when it was made, and the id of its image. */
  readonly configHash: string;
  readonly imageId: string;
  /** Directory of the compose file that it was made from; empty when that is not known. */
  readonly workingDir: string;
  /** Ports of the host that lead to it. */
  readonly publishedPorts: readonly number[];
  /** Addresses of the host that these are open on; empty for all of them. */
  readonly publishedOn: readonly string[];
}

const healthOf = (text: string | undefined): Container['health'] =>
  text === 'healthy' || text === 'unhealthy' || text === 'starting' ? text : 'none';

/** What `docker inspect` of a project's containers prints, in the order of service and number; one-off containers are left out. */
export function parseContainers(json: string): Container[] {
  const label = 'com.docker.compose';
  return inspectSchema
    .parse(JSON.parse(json))
    .filter(({ Config }) => Config.Labels?.[`${label}.oneoff`] !== 'True')
    .map(({ Id, Image, Name, RestartCount, State, Config, HostConfig }) => ({
      id: Id,
      name: Name.replace(/^\//, ''),
      service: Config.Labels?.[`${label}.service`] ?? '',
      number: Number(Config.Labels?.[`${label}.container-number`] ?? 1),
      state: State.Status,
      health: healthOf(State.Health?.Status),
      exitCode: State.ExitCode,
      outOfMemory: State.OOMKilled,
      restarts: RestartCount,
      startedAt: State.StartedAt,
      image: Config.Image,
      version: Config.Labels?.['org.opencontainers.image.version'] ?? null,
      configHash: Config.Labels?.[`${label}.config-hash`] ?? '',
      imageId: Image,
      workingDir: Config.Labels?.[`${label}.project.working_dir`] ?? '',
      memoryLimitBytes: HostConfig.Memory,
      cpuLimit: HostConfig.NanoCpus / 1e9,
      publishedOn: [
        ...new Set(
          Object.values(HostConfig.PortBindings ?? {}).flatMap((all) =>
            (all ?? []).map(({ HostIp }) => HostIp),
          ),
        ),
      ],
      publishedPorts: Object.values(HostConfig.PortBindings ?? {}).flatMap((list) =>
        (list ?? []).map(({ HostPort }) => Number(HostPort)),
      ),
    }))
    .sort((a, b) => a.service.localeCompare(b.service) || a.number - b.number);
}

/** A container that does one thing and ends: it is well when it has ended well. */
export const isOneShot = (service: string): boolean => service.endsWith('-init');

/** Ready to serve, or a one-shot that ended well. */
export const isWell = ({ service, state, health, exitCode }: Container): boolean =>
  isOneShot(service)
    ? state === 'exited' && exitCode === 0
    : state === 'running' && (health === 'healthy' || health === 'none');

/** Does not come back by being started, or by waiting: only a new container cures it. One that has ended or is starting is none. */
export const isIll = ({ service, state, health }: Container): boolean =>
  !isOneShot(service) &&
  (state === 'running' ? health === 'unhealthy' : ['restarting', 'paused', 'dead'].includes(state));

/** Cannot become healthy by waiting. */
export const isLost = (container: Container): boolean =>
  container.state === 'dead' || (container.state === 'exited' && container.exitCode !== 0);
