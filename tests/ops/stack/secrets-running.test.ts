import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ApiClient } from '../../harness/api-client.ts';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import { docker, type Inspected, inspect } from '../../harness/stack/docker.ts';
import { findSecrets, secretValuesOf } from '../../harness/stack/find-secrets.ts';
import { lastingPassword } from '../../harness/stack/first-sign-in.ts';
import { compose, containersOf } from '../../harness/stack/open-stack.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';

describeStack('a running stack', () => {
  it('has its secrets in files alone: no environment, argument or label shows one', async () => {
    const ids = (await compose(stack, 'ps', '--all', '--quiet')).split('\n');
    const values = secretValuesOf(stack);
    for (const one of await inspect(...ids))
      expect(findSecrets(Buffer.from(JSON.stringify(one)), values), one.Name).toEqual([]);
    const processes = await Promise.all(ids.map((id) => docker(['top', id, '-eo', 'args']).catch(() => '')));
    expect(findSecrets(Buffer.from(processes.join('\n')), values)).toEqual([]);
    expect(findSecrets(Buffer.from(await compose(stack, 'config')), values)).toEqual([]);
    expect(findSecrets(readFileSync(join(stack.directory, '.env')), values)).toEqual([]);
  });

  it('starts no Redis that its emptied file would open to everybody', async () => {
    const script = `${join(stack.directory, 'docker/redis-start.sh')}:/etc/redis/start.sh:ro`;
    const mounts = ['-v', script, '-v', '/dev/null:/run/secrets/redis.conf:ro'];
    const start = ['run', '--rm', '--network', 'none', '-e', 'MEMORY=64m', ...mounts, '--entrypoint', 'sh'];
    const image = (await containersOf(stack, 'redis'))[0]!.Image;
    await expect(docker([...start, image, '/etc/redis/start.sh'])).rejects.toThrow(
      /secrets\/redis.conf has no password/,
    );
  });

  it('keeps the files to their owner on the host', () => {
    expect(statSync(join(stack.directory, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('logs no secret, password or token through sign-in, a refused sign-in and a report', async () => {
    const client = await signedInClient();
    const mistyped = `${lastingPassword}-mistyped`;
    await expect(new ApiClient(stack.url).signIn('nobody', mistyped)).rejects.toThrow('401');
    const run = await startRun(client);
    await waitForRun(client, run.id, hasEnded);
    const { ticket } = await client.call('socketTicket');
    const typed = new Map([
      ...secretValuesOf(stack),
      ['password', lastingPassword],
      ['access token', client.token],
      ['ticket', ticket],
    ]);

    await setTimeout(1_200); // nginx writes its log within a second
    const logs = await docker(['compose', 'logs', '--no-color'], {
      cwd: stack.directory,
      env: { COMPOSE_PROJECT_NAME: stack.project },
    });
    expect(logs.includes(run.id)).toBe(true);
    expect(findSecrets(Buffer.from(logs), typed)).toEqual([]);

    const [backend] = (await containersOf(stack, 'backend')) as [Inspected];
    const read = `const fs=require('fs');for(const f of fs.readdirSync('/app/logs'))process.stdout.write(fs.readFileSync('/app/logs/'+f))`;
    const files = await docker(['exec', backend.Id, 'node', '-e', read]);
    expect(files.includes('start step done')).toBe(true);
    expect(findSecrets(Buffer.from(files), typed)).toEqual([]);
  });
});
