import { join } from 'node:path';
import { z } from 'zod';
import { listContainers } from '../../docker/list-containers.ts';
import type { Container } from '../../docker/parse-containers.ts';
import { runCommand } from '../../docker/run-command.ts';
import { layout } from '../layout.ts';

const accountsSchema = z.array(z.object({ name: z.string(), mustChangePassword: z.boolean() }));
const list = ['node', 'apps/cli/src/main.ts', 'user', 'list', '--json'];

/** The file with the password that `admin` signs in with; null once it was changed, and where the program does not say. */
export async function findFirstPassword(dir: string, project: string): Promise<string | null> {
  const isUp = ({ service, state, health }: Container) =>
    service === 'backend' && state === 'running' && health === 'healthy';
  const backend = (await listContainers(project)).find(isUp);
  if (backend === undefined) return null;
  const asked = await runCommand('docker', ['exec', backend.id, ...list], { timeoutMs: 30_000 }).catch(
    () => null,
  ); // the stack is up all the same
  return asked?.code === 0 && isFirstPassword(asked.stdout)
    ? join(dir, layout.secrets, 'admin_password')
    : null;
}

/** Whether `user list --json` says that the administrator of the first start has not chosen a password yet. */
export const isFirstPassword = (json: string): boolean =>
  accountsSchema
    .parse(JSON.parse(json))
    .some(({ name, mustChangePassword }) => name === 'admin' && mustChangePassword);
