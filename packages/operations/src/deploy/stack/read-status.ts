import { readCertificate } from '../../certificates/read-certificate.ts';
import type { Container } from '../../docker/parse-containers.ts';
import { isOneShot, isWell } from '../../docker/parse-containers.ts';
import { readUsage, type Usage } from '../../docker/read-usage.ts';
import { daysLeft } from '../checks/certificate-check.ts';
import { findRefusal } from '../find-refusal.ts';
import { isStandIn } from '../init/plan-certificate.ts';
import { readCertificateText } from '../nginx-settings-of.ts';
import { askHealth, type HealthAnswer } from './ask-health.ts';
import { findUnwanted, readStack, type Service } from './read-stack.ts';

export interface ContainerStatus {
  readonly name: string;
  readonly state: string;
  readonly health: string;
  readonly isWell: boolean;
  readonly version: string | null;
  readonly restarts: number;
  readonly startedAt: string;
  /** 100 is one whole processor; null when it does not run. */
  readonly cpuPct: number | null;
  readonly cpuLimit: number;
  readonly memoryBytes: number | null;
  readonly memoryLimitBytes: number;
}

export interface ServiceStatus {
  readonly name: string;
  /** None: it was switched off, and `deploy up` takes it away. */
  readonly wanted: number;
  readonly well: number;
  readonly containers: readonly ContainerStatus[];
}

export interface StackStatus {
  readonly url: string;
  readonly isHealthy: boolean;
  readonly services: readonly ServiceStatus[];
  readonly health: HealthAnswer;
  /** Null without a certificate, and while a stand-in is served. */
  readonly certificateDaysLeft: number | null;
  /** Why nginx serves its last good copy instead of what is there; null when it has taken that. */
  readonly edgeRefusal: string | null;
}

/** Services with what runs of each; one that is wanted and has nothing running is listed too, and what was switched off and is still there. */
export function summarise(
  services: readonly Service[],
  containers: readonly Container[],
  usage: ReadonlyMap<string, Usage>,
): ServiceStatus[] {
  const wanted = services.filter(({ isOnDemand }) => !isOnDemand);
  const unwanted = new Set(findUnwanted(containers, services).map(({ service }) => service));
  return [...wanted, ...[...unwanted].map((name) => ({ name, replicas: 0 }))].map(({ name, replicas }) => {
    const own = containers.filter(({ service }) => service === name);
    const well = own.filter(isWell).length;
    return {
      name,
      wanted: replicas,
      well,
      containers: own.map((one) => toStatus(one, usage.get(one.id.slice(0, 12)))),
    };
  });
}

function toStatus(one: Container, usage: Usage | undefined): ContainerStatus {
  const { name, state, health, version, restarts, startedAt, cpuLimit, memoryLimitBytes } = one;
  const isRunning = state === 'running' && usage !== undefined;
  return {
    name,
    state: isOneShot(one.service) && isWell(one) ? 'done' : state,
    health,
    isWell: isWell(one),
    version,
    restarts,
    startedAt,
    cpuPct: isRunning ? usage.cpuPct : null,
    cpuLimit,
    memoryBytes: isRunning ? usage.memoryBytes : null,
    memoryLimitBytes,
  };
}

/** What runs, how it is, what it takes, and whether the service answers through nginx. */
export async function readStatus(dir: string): Promise<StackStatus> {
  const { settings, services, containers } = await readStack(dir);
  const running = containers.filter(({ state }) => state === 'running').map(({ id }) => id);
  const [usage, health] = await Promise.all([readUsage(running), askHealth(dir, settings)]);
  const found = summarise(services, containers, usage);
  const pem = readCertificateText(dir);
  const edgeRefusal = findRefusal(dir);
  return {
    url: settings.PUBLIC_URL,
    isHealthy:
      health.isHealthy &&
      edgeRefusal === null &&
      found.every(
        ({ wanted, well, containers: all }) => wanted === 0 || (well >= wanted && all.length === well),
      ),
    services: found,
    health,
    edgeRefusal,
    certificateDaysLeft:
      pem === null || isStandIn(pem, settings) ? null : daysLeft(readCertificate(pem).notAfter, Date.now()),
  };
}
