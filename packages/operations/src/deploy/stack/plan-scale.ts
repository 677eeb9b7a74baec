import { AppError } from '@sagacity/kernel';
import { isWell } from '../../docker/parse-containers.ts';
import { layout } from '../layout.ts';
import type { Action, Plan, Step } from '../plan.ts';
import { editEnv } from '../settings/edit-env.ts';
import { mostReplicas } from '../settings/settings-table.ts';
import {
  isRolling,
  type RollingService,
  retire,
  rollingServices,
  routeToAll,
  scaleCommand,
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
 * More or fewer replicas, kept in `.env`. Fewer: those that are ill stop, then the youngest, after nginx has
 * forgotten them and while the others are healthy.
 */
export function planScale(
  { containers, settings }: Stack,
  wanted: ReadonlyMap<RollingService, number>,
  { envText, envMode, timeoutMs }: { envText: string; envMode: number; timeoutMs: number },
): Plan {
  const steps: Step[] = [...wanted].flatMap(([service, count]): Step[] => {
    const running = containers.filter((one) => one.service === service && one.state === 'running');
    const change = `${service} from ${running.length} to ${count}`;
    if (count > running.length)
      return [
        {
          title: `More of ${change}`,
          actions: [
            scaleCommand(service, count),
            { do: 'wait-healthy', expected: { [service]: count }, timeoutMs },
          ],
          onFailure: [{ do: 'remove-ill', service, keep: running.map(({ id }) => id) }],
        },
      ];
    if (count === running.length) return [];
    const rest = running.length - count;
    const surplus = running
      .toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)) || b.number - a.number)
      .slice(0, rest);
    const ids = surplus.map(({ id }) => id);
    const actions: Action[] = [
      { do: 'wait-healthy', expected: { [service]: count }, except: ids, timeoutMs },
      ...retire(service, ids),
      ...routeToAll(service),
    ];
    return [{ title: `Fewer of ${change}`, actions, onFailure: routeToAll(service) }];
  });
  const changed = [...wanted].filter(([service, count]) => settings[settingOf[service]] !== String(count));
  if (changed.length > 0) {
    const values = new Map(changed.map(([service, count]) => [settingOf[service] as string, String(count)]));
    const content = editEnv(envText, values);
    steps.push({
      title: `Keep it in ${layout.env}`,
      actions: [{ do: 'write', path: layout.env, mode: envMode, content }],
    });
  }
  return { steps, notes: [] };
}
