import { AppError } from '@sagacity/kernel';
import type { Container } from '../../docker/parse-containers.ts';
import type { Plan, Step } from '../plan.ts';
import { isRolling, planRoll, rollingServices } from './plan-roll.ts';
import { needsNew, type Stack } from './read-stack.ts';
import { resumePaused } from './resume-paused.ts';

/** Throws VALIDATION_FAILED for a name that is no service of this stack. */
export function checkServices({ services }: Pick<Stack, 'services'>, names: readonly string[]): void {
  const known = services.map(({ name }) => name);
  const issues = names
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is not a service of this stack`);
  if (issues.length > 0)
    throw new AppError('VALIDATION_FAILED', `services are: ${known.toSorted().join(', ')}`, { issues });
}

/** What backend and worker cannot start without. */
const isNeeded = (name: string) => /^(mongodb|redis)(-\d)?$|^mongodb-init$/.test(name);

/**
 * New containers in place of these services', of what the files say now. Backend and worker one after the other, without a gap; databases
 * that are ill, or have read a secret of before, first: nothing new would become healthy without them.
 */
export function planRestart(stack: Stack, names: readonly string[], timeoutMs: number): Plan {
  checkServices(stack, names);
  const { containers } = stack;
  const chosen: readonly string[] = names.length === 0 ? rollingServices : [...new Set(names)];
  const stands = (name: string) => containers.every((one) => one.service !== name || isStanding(one));
  const down = chosen.filter(stands);
  if (down.length > 0)
    throw new AppError('CONFLICT', `${down.join(', ')} not running; start with: sagacity deploy up`);
  const ill = stack.services
    .map(({ name }) => name)
    .filter((name) => isNeeded(name) && !chosen.includes(name) && chosen.some(isRolling))
    .filter((name) => containers.some((one) => one.service === name && needsNew(one, stack)));
  const steps = [...ill, ...chosen].flatMap((name): Step[] => {
    const count = stack.services.find((service) => service.name === name)?.replicas ?? 1;
    if (isRolling(name)) return planRoll({ service: name, containers, count, timeoutMs });
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
  const interrupted = [...ill, ...chosen].filter((name) => !isRolling(name) && !name.endsWith('-init'));
  const notes = interrupted.map(
    (name) => `${name} was away for a moment: it has no second container to take over`,
  );
  const own = containers.filter(({ service }) => [...ill, ...chosen].includes(service));
  return { steps: [...resumePaused(own), ...steps], notes };
}

const isStanding = ({ state }: Container) => state === 'exited' || state === 'created';
