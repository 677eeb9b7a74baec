import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker } from './docker.ts';
import type { StackAddress } from './open-stack.ts';
import { untilServed } from './until-served.ts';

/** Some services, backends and workers by default, as they are with a further compose file, until `restore`; the others stay. */
export async function withOverride(
  stack: StackAddress,
  override: object,
  services: readonly string[] = ['backend', 'worker'],
): Promise<{ restore(): Promise<void> }> {
  const file = join(stack.directory, 'override-of-a-test.json');
  const up = async (files: string) => {
    await docker(['compose', 'up', '-d', '--no-deps', '--no-build', '--wait', ...services], {
      cwd: stack.directory,
      env: { COMPOSE_PROJECT_NAME: stack.project, COMPOSE_FILE: files },
      timeoutMs: 180_000,
    });
    await untilServed(stack);
  };
  writeFileSync(file, JSON.stringify(override));
  const restore = async () => {
    await up('docker-compose.yml');
    rmSync(file);
  };
  await up(`docker-compose.yml:${file}`).catch(async (error: unknown) => {
    await restore();
    throw error;
  });
  return { restore };
}
