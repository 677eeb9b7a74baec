import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { restore } from '../../harness/stack/break-container.ts';
import { docker, inspect } from '../../harness/stack/docker.ts';
import { compose, containersOf, sagacity } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { untilWell } from '../../harness/stack/until-well.ts';

const secrets = join(stack?.directory ?? '', 'secrets');
const note = (fault: string, recoveryMs: number, text: string) =>
  record({
    fault,
    requests: null,
    events: null,
    repeatedCalls: null,
    recoveryMs,
    note: text,
    engine: 'redis',
  });

/** `deploy up`, as the operator's cure; how long until everything is well. */
async function cure(): Promise<number> {
  const beganMs = performance.now();
  const { code, stdout, stderr } = await sagacity(stack, 'deploy', 'up');
  expect([code, stdout, stderr]).toEqual([0, expect.any(String), expect.any(String)]);
  await untilWell(await signedInClient());
  return Math.round(performance.now() - beganMs);
}

describeStack('what is ill', () => {
  afterEach(() => restore(stack));

  it('is cured by deploy up after the secrets were closed, and Redis was given another password by hand', async () => {
    const files = readdirSync(secrets).filter((name) => statSync(join(secrets, name)).isFile());
    for (const name of files) chmodSync(join(secrets, name), 0o600);
    const [redis] = await containersOf(stack, 'redis');
    const [worker] = await containersOf(stack, 'worker');
    await docker(['restart', redis!.Id, worker!.Id]);
    await until('Redis starts again and again', async () => {
      const [now] = await inspect(redis!.Id);
      return now !== undefined && now.RestartCount > 0;
    });
    rmSync(join(secrets, 'redis_password'));
    writeFileSync(join(secrets, 'redis_password'), `by-Hand-${Date.now()}-4kLm9`);
    expect((await sagacity(stack, 'deploy', 'init')).code).toBe(0);
    const fault =
      'secrets `chmod 600`, Redis and a worker restarted, another password of Redis by hand; then `deploy init` and `deploy up`';
    note(fault, await cure(), 'recovery from `up` on');
  }, 600_000);

  it('comes up again after a mounted file was deleted, which is said, and not made a directory', async () => {
    const file = join(stack.directory, 'config/sagacity.toml');
    const content = await docker([
      'exec',
      (await containersOf(stack, 'worker'))[0]!.Id,
      'cat',
      '/app/config/sagacity.toml',
    ]);
    rmSync(file);
    const up = await sagacity(stack, 'deploy', 'up');
    expect([up.code === 0, up.stderr]).toEqual([
      false,
      expect.stringContaining('config/sagacity.toml is not there'),
    ]);
    await expect(
      compose(stack, 'up', '-d', '--no-deps', '--no-build', '--force-recreate', 'worker'),
    ).rejects.toThrow(/sagacity.toml/);
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
    writeFileSync(file, content);
    await cure();
  });

  it('stops in reverse order with deploy down, after which up brings everything back', async () => {
    const beganMs = performance.now();
    const workers = await containersOf(stack, 'worker');
    const down = await sagacity(stack, 'deploy', 'down');
    expect(down.code).toBe(0);
    expect(down.stdout.indexOf('Stop the way in')).toBeLessThan(
      down.stdout.indexOf('Stop programs and pages'),
    );
    expect(workers).toHaveLength(2);
    const downMs = Math.round(performance.now() - beganMs);
    const upMs = await cure();
    note(
      '`deploy down`, then `deploy up`',
      upMs,
      `the way in stopped first and the databases last, in ${Math.round(downMs / 1000)} s; recovery from \`up\` on`,
    );
  });
});
