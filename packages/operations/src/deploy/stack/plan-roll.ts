import { type Container, isWell } from '../../docker/parse-containers.ts';
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

/** Stops containers so that no request is lost: nginx forgets those that run first, and they end what they began. */
const retire = (service: RollingService, containers: readonly Container[]): Action[] => {
  const ids = containers.map(({ id }) => id);
  const isServing = containers.some(({ state }) => state === 'running');
  return [
    ...(service === 'backend' && isServing
      ? ([
          { do: 'route', except: ids },
          { do: 'pause', ms: settleMs },
        ] as const)
      : []),
    { do: 'run', command: ['docker', 'stop', ...ids], timeoutMs: stopTimeoutMs },
    { do: 'run', command: ['docker', 'rm', ...ids], timeoutMs: stopTimeoutMs },
  ];
};

/** Back to the name all backends share, which follows those that come and go. */
export const routeToAll = (service: RollingService): Action[] =>
  service === 'backend' ? [{ do: 'route', except: [] }] : [];

export interface RollInput {
  readonly service: RollingService;
  /** All of the project, in any state. */
  readonly containers: readonly Container[];
  /** How many of the service are wanted. */
  readonly count: number;
  readonly timeoutMs: number;
  /** Ids of those to replace; all when not given. */
  readonly only?: readonly string[];
}

const useOf = (one: Container) => (isWell(one) ? 2 : one.state === 'running' ? 1 : 0);

/** The containers of a service that stay and those that are too many: first what is of least use, then the youngest. */
export function splitOff({ service, containers, count }: RollInput): {
  kept: Container[];
  surplus: Container[];
} {
  const all = containers
    .filter((one) => one.service === service)
    .toSorted((a, b) => useOf(a) - useOf(b) || b.number - a.number);
  const most = Math.max(0, all.length - count);
  return { kept: all.slice(most), surplus: all.slice(0, most) };
}

/** Takes away what is more than wanted; compose itself would take the youngest, healthy or not, and would not tell nginx. */
export function planSurplus(input: RollInput): Step[] {
  const { service, count, timeoutMs } = input;
  const { kept, surplus } = splitOff(input);
  if (surplus.length === 0) return [];
  const except = surplus.map(({ id }) => id);
  const expected = { [service]: kept.filter(isWell).length };
  return [
    {
      title: `Fewer of ${service} from ${kept.length + surplus.length} to ${count}`,
      actions: [
        { do: 'wait-healthy', expected, except, timeoutMs },
        ...retire(service, surplus),
        ...routeToAll(service),
      ],
      onFailure: routeToAll(service),
    },
  ];
}

/**
 * Replaces containers of a service, one at a time, those that are ill first. Each step waits for the new ones alone: what was well when
 * this was planned may be ill by then, of the very thing that the new ones cure. A new one that does not become healthy is removed, and
 * the rest serve on.
 */
export function planRoll(input: RollInput): Step[] {
  const { service, timeoutMs, only } = input;
  const { kept } = splitOff(input);
  const except = kept.toSorted((a, b) => a.number - b.number).map(({ id }) => id);
  const old = kept
    .filter(({ id }) => only === undefined || only.includes(id))
    .toSorted((a, b) => useOf(a) - useOf(b) || a.number - b.number);
  const steps = old.map((one, index): Step => {
    const isLast = index === old.length - 1;
    return {
      title: `Replace ${one.name}, ${index + 1} of ${old.length}`,
      actions: [
        scaleCommand(service, kept.length + 1),
        { do: 'wait-healthy', expected: { [service]: index + 1 }, except, timeoutMs },
        ...retire(service, [one]),
        ...(isLast ? routeToAll(service) : []),
      ],
      onFailure: [{ do: 'remove-ill', service, keep: except }, ...routeToAll(service)],
    };
  });
  return [...planSurplus(input), ...steps];
}
