import { AppError } from '@sagacity/kernel';
import { z } from 'zod';
import { askDocker } from '../../docker/ask-docker.ts';
import { listContainers } from '../../docker/list-containers.ts';
import { type Container, isIll } from '../../docker/parse-containers.ts';
import { runCommand } from '../../docker/run-command.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings-table.ts';
import { findStale } from './find-stale.ts';

const serviceSchema = z.object({
  image: z.string(),
  build: z.unknown().optional(),
  restart: z.string().optional(),
  deploy: z.object({ replicas: z.number().optional() }).nullish(),
  secrets: z.array(z.object({ source: z.string() })).nullish(),
});
const composeSchema = z.object({
  name: z.string().default(''),
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ file: z.string().default('') })).nullish(),
});

export interface Service {
  readonly name: string;
  readonly image: string;
  readonly isBuilt: boolean;
  readonly replicas: number;
  /** Run by hand, as `tools` is: never expected to be up. */
  readonly isOnDemand: boolean;
  /** Files of the secrets that it reads. */
  readonly secretFiles: readonly string[];
}

export interface Stack {
  readonly dir: string;
  readonly settings: Settings;
  readonly project: string;
  readonly services: readonly Service[];
  readonly containers: readonly Container[];
  /** Ids of containers that read another secret when they started than the files hold now. */
  readonly stale: readonly string[];
}

/** Services of `docker compose config --format json`: those of the profiles that are on. */
export function parseServices(json: string): Service[] {
  const { services, secrets } = composeSchema.parse(JSON.parse(json));
  return Object.entries(services).map(([name, service]) => ({
    name,
    image: service.image,
    isBuilt: service.build !== undefined,
    replicas: service.deploy?.replicas ?? 1,
    isOnDemand: service.restart === 'no' && !name.endsWith('-init'),
    secretFiles: (service.secrets ?? []).flatMap(({ source }) => secrets?.[source]?.file || []),
  }));
}

/** Whether starting or waiting would not do. */
export const needsNew = (one: Container, { stale }: Pick<Stack, 'stale'>): boolean =>
  isIll(one) || stale.includes(one.id);

/** Containers of services that are not in the compose file, or whose profile is off. */
export const findUnwanted = (containers: readonly Container[], services: readonly Service[]): Container[] =>
  containers.filter(({ service }) => !services.some(({ name }) => name === service));

/**
 * What the compose file wants and what is there. Throws NOT_CONFIGURED before `init`, UPSTREAM_FAILED without an engine, CONFLICT when
 * a compose file names another installation than the settings do.
 */
export async function readStack(dir: string): Promise<Stack> {
  const settings = readSettings(dir);
  const project = settings.COMPOSE_PROJECT_NAME;
  const config = await askDocker(['compose', 'config', '--format', 'json'], { cwd: dir });
  const { name } = composeSchema.parse(JSON.parse(config));
  if (name !== project)
    throw new AppError(
      'CONFLICT',
      `a compose file names the project ${name}, the settings ${project}: write COMPOSE_PROJECT_NAME with the right one into .env`,
    );
  const services = parseServices(config);
  const containers = await listContainers(project);
  return { dir, settings, project, services, containers, stale: await findStale(dir, services, containers) };
}

/** Id of a local image; null when it is not here. */
export async function findImage(image: string): Promise<string | null> {
  const { code, stdout } = await runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', image], {
    timeoutMs: 30_000,
  });
  return code === 0 ? stdout.trim() : null;
}

/** Hash that compose labels containers of a service with. */
export async function readConfigHash(dir: string, service: string): Promise<string> {
  const line = await askDocker(['compose', 'config', '--hash', service], { cwd: dir });
  return line.trim().split(/\s+/).at(-1) ?? '';
}
