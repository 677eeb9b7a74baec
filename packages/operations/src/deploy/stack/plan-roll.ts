import type { Container } from '../../docker/parse-containers.ts';
import type { Action, Step } from '../plan.ts';

/** Services of which one replica after the other can go: a new one serves before an old one stops. */
export const rollingServices = ['backend', 'worker'] as const;
export type RollingService = (typeof rollingServices)[number];
export const isRolling = (service: string): service is RollingService =>
  rollingServices.some((name) => name === service);

/** Requests on their way when nginx learnt of it still come in this long. */
const settleMs = 1_500;
const stopTimeoutMs = 120_000;

export const scaleCommand = (service: string, count: number): Action => ({
  do: 'run',
  command: [
    'docker',
    'compose',
    'up',
    '-d',
    '--no-deps',
    '--no-recreate',
    '--no-build',
    '--scale',
    `${service}=${count}`,
    service,
  ],
});

/** Stops containers so that no request is lost: nginx forgets them first, and they end what they began. */
export const retire = (service: RollingService, ids: readonly string[]): Action[] => [
  ...(service === 'backend'
    ? ([
        { do: 'route', except: ids },
        { do: 'pause', ms: settleMs },
      ] as const)
    : []),
  { do: 'run', command: ['docker', 'stop', ...ids], timeoutMs: stopTimeoutMs },
  { do: 'run', command: ['docker', 'rm', ...ids], timeoutMs: stopTimeoutMs },
];

/** Back to the name all backends share, which follows those that come and go. */
export const routeToAll = (service: RollingService): Action[] =>
  service === 'backend' ? [{ do: 'route', except: [] }] : [];

/** Replaces every container of a service, one at a time. A new one that does not become healthy is removed, and the rest serve on. */
export function planRoll(
  service: RollingService,
  containers: readonly Container[],
  timeoutMs: number,
): Step[] {
  const old = containers.filter((one) => one.service === service && one.state === 'running');
  const ids = old.map(({ id }) => id);
  return old.map(
    ({ id, name }, index): Step => ({
      title: `Replace ${name}, ${index + 1} of ${old.length}`,
      actions: [
        scaleCommand(service, old.length + 1),
        { do: 'wait-healthy', expected: { [service]: old.length }, except: [id], timeoutMs },
        ...retire(service, [id]),
        ...(index === old.length - 1 ? routeToAll(service) : []),
      ],
      onFailure: [{ do: 'remove-ill', service, keep: ids }, ...routeToAll(service)],
    }),
  );
}
