import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '@sagacity/kernel';
import { withAdmin } from '@sagacity/platform/store/mongo/admin/with-admin';
import type { Inspected } from './docker.ts';
import { containersOf, type StackAddress } from './open-stack.ts';
import { until } from './until.ts';

const services = ['mongodb', 'mongodb-2', 'mongodb-3'];

/** The container that is primary now. */
export const findPrimary = (stack: StackAddress): Promise<Inspected> =>
  until('the replica set has a primary', async () => {
    for (const service of services) {
      const [member] = await containersOf(stack, service);
      const isPrimary = member && (await ask(stack, member, { hello: 1 }).catch(() => null));
      if (isPrimary) return member;
    }
    return null;
  });

/** Resolves once another member than `before` is primary. */
export const untilAnotherPrimary = (stack: StackAddress, before: Inspected): Promise<Inspected> =>
  until('another member is primary', async () => {
    const now = await findPrimary(stack);
    return now.Id !== before.Id && now;
  });

/** Tells the primary to give its part up for so long; throws when it has not. */
export async function stepDown(stack: StackAddress, primary: Inspected, seconds: number): Promise<void> {
  // An older server ends the connection, and the command made again is refused, for the member is no primary any more.
  const cause = await ask(stack, primary, { replSetStepDown: seconds, force: true }).catch((error) => error);
  if (await ask(stack, primary, { hello: 1 }))
    throw new Error(`${primary.Name} did not step down`, { cause });
}

function ask(stack: StackAddress, member: Inspected, command: Record<string, unknown>): Promise<boolean> {
  const address = member.NetworkSettings.Networks[`${stack.project}-data`]?.IPAddress;
  const uri = readFileSync(join(stack.directory, 'secrets/root_uri'), 'utf8').trim();
  return withAdmin(
    {
      uri: new Secret(uri.replace('@mongodb:27017', `@${address}:27017`)),
      what: member.Name,
      deadlineMs: 1_500,
      client: { directConnection: true },
    },
    async (admin) => (await admin.command(command)).isWritablePrimary === true,
  );
}
