import { untilReadyAgain } from './break-container.ts';
import type { Inspected } from './docker.ts';
import type { StackAddress } from './open-stack.ts';
import { readEdgeLog } from './read-edge-log.ts';
import { until } from './until.ts';

/**
 * Resolves once the backend is ready again and nginx, under load, has had an answer from it: it asks one that refused a connection while
 * it started again after a second. Until then the other is the only one.
 */
export async function untilBehindEdge(stack: StackAddress, before: Inspected): Promise<Inspected> {
  const now = await untilReadyAgain(before);
  const readyAt = new Date();
  const addresses = Object.values(now.NetworkSettings.Networks).map(({ IPAddress }) => `${IPAddress}:8000`);
  await until(`nginx sends requests to ${now.Name}`, async () =>
    (await readEdgeLog(stack, readyAt)).some(
      ({ upstream, status }) => status < 500 && addresses.some((address) => upstream.endsWith(address)),
    ),
  );
  return now;
}
