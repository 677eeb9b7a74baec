import { type Inspected, inspect } from './docker.ts';
import { until } from './until.ts';

/** Resolves when the container is healthy in another process than `before`. */
export const untilHealthyAgain = (before: Inspected): Promise<Inspected> =>
  until(`${before.Name} is healthy again`, async () => {
    const [now] = await inspect(before.Id);
    return now && now.State.Pid !== before.State.Pid && now.State.Health?.Status === 'healthy' && now;
  });
