import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { docker, hasDocker } from './docker.ts';
import { closeStack, openStack, type StackAddress, sagacity } from './open-stack.ts';
import './setup-types.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** Builds the project's images, runs one stack for the whole suite and removes it after. SAGACITY_STACK_DIR keeps it for the next time. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!(await hasDocker())) {
    project.provide('stack', null);
    return undefined;
  }
  const kept = process.env.SAGACITY_STACK_DIR;
  const address: StackAddress = {
    project: process.env.SAGACITY_STACK_PROJECT ?? 'sagacity-test',
    directory: kept ?? join(tmpdir(), `sagacity-stack-${process.pid}`),
    httpPort: Number(process.env.SAGACITY_STACK_HTTP_PORT ?? 18080),
    httpsPort: Number(process.env.SAGACITY_STACK_HTTPS_PORT ?? 18443),
    url: '',
  };
  const stack = { ...address, url: `https://localhost:${address.httpsPort}` };
  project.provide('stack', stack);
  const stands =
    kept !== undefined && existsSync(kept) && (await sagacity(stack, 'deploy', 'status')).code === 0;
  if (stands) return undefined;
  await buildImages();
  const { firstSignIn } = await import('./first-sign-in.ts');
  const close = async () => void (kept === undefined && (await closeStack(stack)));
  try {
    await openStack(stack);
    await firstSignIn(stack);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

/** What is not there yet, unless the images must be the newest ones. */
const buildImages = (): Promise<string> =>
  docker(['compose', 'build', '--quiet', 'backend', 'frontend'], {
    cwd: root,
    env: { PUBLIC_URL: 'https://localhost' },
    timeoutMs: 900_000,
  });
