import { AppError } from '@sagacity/kernel';
import { layout } from '../layout.ts';
import type { Plan, Step } from '../plan.ts';
import { mostReplicas } from '../settings/settings-table.ts';
import {
  isRolling,
  planSurplus,
  type RollInput,
  type RollingService,
  rollingServices,
  routeToAll,
  scaleCommand,
  splitOff,
} from './plan-roll.ts';
import type { Stack } from './read-stack.ts';

const settingOf = { backend: 'BACKEND_REPLICAS', worker: 'WORKER_REPLICAS' } as const;

/** `['backend=3', 'worker=4']` as counts. Throws VALIDATION_FAILED naming every word that is wrong. */
export function parseScale(words: readonly string[]): Map<RollingService, number> {
  const wanted = new Map<RollingService, number>();
  const issues: string[] = [];
  for (const word of words) {
    const [, name = word, count = ''] = /^([^=]*)=(.*)$/.exec(word) ?? [];
    if (!isRolling(name))
      issues.push(`${word}: only ${rollingServices.join(' and ')} can be scaled, as in backend=3`);
    else if (!/^\d{1,3}$/.test(count) || Number(count) < 1 || Number(count) > mostReplicas)
      issues.push(`${word}: expected a number from 1 to ${mostReplicas}`);
    else if (wanted.has(name)) issues.push(`${word}: ${name} is named twice`);
    else wanted.set(name, Number(count));
  }
  if (issues.length > 0)
    throw new AppError('VALIDATION_FAILED', 'these cannot be scaled; nothing was changed', { issues });
  return wanted;
}

/**
 * More or fewer replicas, each count kept in `.env` once it runs. Fewer: those that are ill stop, then the youngest, after nginx has
 * forgotten them. Of a service that does not run only the count is kept, as what it needs may not run either.
 */
export function planScale(
  { containers, settings }: Stack,
  wanted: ReadonlyMap<RollingService, number>,
  timeoutMs: number,
): Plan {
  const steps: Step[] = [];
  const idle: string[] = [];
  for (const [service, count] of wanted) {
    const input = { service, containers, count, timeoutMs };
    if (containers.some((one) => one.service === service && one.state === 'running'))
      steps.push(...planSurplus(input), ...planMore(input));
    else idle.push(service);
    const setting = settingOf[service];
    if (settings[setting] === String(count)) continue;
    steps.push({
      title: `Keep ${service}=${count} in ${layout.env}`,
      actions: [{ do: 'set', values: { [setting]: String(count) } }],
    });
  }
  const notes = idle.map((service) => `${service} is not running; it starts with: sagacity deploy up`);
  return { steps, notes };
}

function planMore(input: RollInput): Step[] {
  const { service, count, timeoutMs } = input;
  const { kept } = splitOff(input);
  const running = kept.filter(({ state }) => state === 'running');
  if (running.length === count) return [];
  return [
    {
      title: `More of ${service} from ${running.length} to ${count}`,
      actions: [
        scaleCommand(service, count),
        { do: 'wait-healthy', expected: { [service]: count }, timeoutMs },
        ...routeToAll(service),
      ],
      onFailure: [{ do: 'remove-ill', service, keep: kept.map(({ id }) => id) }, ...routeToAll(service)],
    },
  ];
}
