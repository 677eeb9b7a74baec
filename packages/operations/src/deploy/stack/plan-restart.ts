import { AppError } from '@sagacity/kernel';
import { isRunning } from '../is-running.ts';
import type { Plan, Step } from '../plan.ts';
import { isRolling, planRoll, rollingServices } from './plan-roll.ts';
import type { Stack } from './read-stack.ts';

/** Throws VALIDATION_FAILED for a name that is no service of this stack. */
export function checkServices({ services }: Pick<Stack, 'services'>, names: readonly string[]): void {
  const known = services.map(({ name }) => name);
  const issues = names
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is not a service of this stack`);
  if (issues.length > 0)
    throw new AppError('VALIDATION_FAILED', `services are: ${known.toSorted().join(', ')}`, { issues });
}

/** New containers in place of these services', of what the files say now. Backend and worker one after the other, without a gap. */
export function planRestart(stack: Stack, names: readonly string[], timeoutMs: number): Plan {
  checkServices(stack, names);
  const chosen = names.length === 0 ? rollingServices : [...new Set(names)];
  const down = chosen.filter((name) => !isRunning(stack.containers, name));
  if (down.length > 0)
    throw new AppError('CONFLICT', `${down.join(', ')} not running; start with: sagacity deploy up`);
  const steps = chosen.flatMap((name): Step[] => {
    const count = stack.services.find((service) => service.name === name)?.replicas ?? 1;
    if (isRolling(name)) return planRoll({ service: name, containers: stack.containers, count, timeoutMs });
    return [
      {
        title: `Restart ${name}`,
        actions: [
          {
            do: 'run',
            command: ['docker', 'compose', 'up', '-d', '--no-deps', '--no-build', '--force-recreate', name],
          },
          { do: 'wait-healthy', expected: { [name]: count }, timeoutMs },
        ],
      },
    ];
  });
  const interrupted = chosen.filter((name) => !isRolling(name));
  const notes = interrupted.map(
    (name) => `${name} was away for a moment: it has no second container to take over`,
  );
  return { steps, notes };
}
