import { docker, type Inspected } from './docker.ts';
import { containersOf, type StackAddress } from './open-stack.ts';

/** The container that the Sentinels name as the master. */
export async function findMaster(stack: StackAddress): Promise<Inspected> {
  const [sentinel] = await containersOf(stack, 'sentinel-1');
  const asked = ['redis-cli', '-p', '26379', 'sentinel', 'get-master-addr-by-name', 'mymaster'];
  const [service] = (await docker(['exec', sentinel!.Id, ...asked])).split('\n');
  const [master] = await containersOf(stack, service!);
  if (!master) throw new Error(`the Sentinels name ${service}, which does not run`);
  return master;
}

/** `master` or `slave`, and whether it has the master's data: what Redis says of itself. */
export async function roleOf({ Id }: Inspected): Promise<{ role: string; isLinked: boolean }> {
  const ask = 'REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli info replication';
  const told = await docker(['exec', Id, 'sh', '-c', ask]);
  return { role: /^role:(\w+)/m.exec(told)?.[1] ?? '', isLinked: /^master_link_status:up/m.test(told) };
}
