import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { docker } from './docker.ts';
import { firstSignIn } from './first-sign-in.ts';
import { closeStack, openStack, type StackAddress, sagacity } from './open-stack.ts';
import './setup-types.ts';

const root = new URL('../../..', import.meta.url).pathname;
const shared = inject('stack');
const kept = process.env.SAGACITY_STACK_DIR;
const httpsPort = (shared?.httpsPort ?? 0) + 100;

/** A stack of its own with the profile ha: three members of MongoDB, three of Redis with their Sentinels. */
export const haStack: StackAddress = {
  project: `${shared?.project}-ha`,
  directory: kept ? `${kept}-ha` : join(tmpdir(), `sagacity-ha-${process.pid}`),
  httpPort: (shared?.httpPort ?? 0) + 100,
  httpsPort,
  url: `https://localhost:${httpsPort}`,
};

/** Brought up as an operator does. SAGACITY_STACK_DIR keeps it, as it does the shared one. */
export async function openHaStack(): Promise<void> {
  const isKnown = existsSync(haStack.directory);
  if (isKnown && (await sagacity(haStack, 'deploy', 'status')).code === 0) return;
  const overrides = (await sharesEngine()) ? [join(root, 'tests/ops/stack/ha.override.yml')] : [];
  await openStack({ ...haStack, flags: ['--ha', '--worker', '1'], overrides });
  if (!isKnown) await firstSignIn(haStack);
}

export const closeHaStack = async (): Promise<void> => void (kept || (await closeStack(haStack)));

/** Whether mongo:8 is the stand-in, whose members need an engine beside them. */
const sharesEngine = (): Promise<boolean> =>
  docker(['image', 'inspect', '--format', '{{json .Config.Entrypoint}}', 'mongo:8']).then((entrypoint) =>
    entrypoint.includes('mongo-server'),
  );
