import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { restore } from '../../harness/stack/break-container.ts';
import { lastingPassword, trust } from '../../harness/stack/first-sign-in.ts';
import { killCommand } from '../../harness/stack/kill-command.ts';
import { compose, sagacity } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { untilServed } from '../../harness/stack/until-served.ts';
import { untilWell } from '../../harness/stack/until-well.ts';

const secret = (name: string) => readFileSync(join(stack.directory, 'secrets', name), 'utf8').trim();
const models = [{ name: 'small', inputPerMillion: 1, outputPerMillion: 2 }];
const vendor = {
  kind: 'openai-compatible',
  label: 'Kept',
  baseUrl: 'https://models.example/v1',
  models,
} as const;

const post = (path: string, headers: Record<string, string>, body?: object) =>
  fetch(`${stack.url}${path}`, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) });

/** The cookie in the browser of somebody who signed in. */
async function signInAsBrowser(): Promise<string> {
  const credentials = { name: 'admin', password: lastingPassword };
  const reply = await post('/api/session', { 'content-type': 'application/json' }, credentials);
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describeStack('deploy rotate', () => {
  afterEach(() => restore(stack));

  it('changes four secrets under load: no request fails, nobody is signed out, and a killed one goes on', async () => {
    const client = await signedInClient();
    await client.call('putModelVendor', { params: { id: 'kept' }, body: { ...vendor, apiKey: 'sk-kept' } });
    const cookie = await signInAsBrowser();
    const names = ['signing_secret', 'encryption_key', 'redis_password', 'store_uri'];
    const before = names.map(secret);
    const traffic = startTraffic(client, { reads: 24, writes: 6 });
    const rotate = ['deploy', 'rotate', 'signing', 'encryption', 'redis', 'mongodb'] as const;
    const beganMs = performance.now();
    await killCommand(stack, /^Use the new ones/, ...rotate);
    const checked = await sagacity(stack, 'deploy', 'check', '--json');
    const done = await sagacity(stack, ...rotate, '--json');
    const tookMs = performance.now() - beganMs;
    const { requests, writes, slowest } = counted(await traffic.stop());
    const refreshed = await post('/api/session/refresh', { cookie });
    record({
      fault: '`deploy rotate signing encryption redis mongodb`, killed with -9 and given again',
      requests,
      events: null,
      repeatedCalls: null,
      recoveryMs: null,
      note: `the commands took ${Math.round(tookMs / 1000)} s; ${writes}; ${slowest}; a session of before is refreshed with ${refreshed.status}`,
      engine: null,
    });
    expect(checked.stdout).toContain('is not finished');
    expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(done.stdout)).toMatchObject({ unfinished: [] });
    expect(requests.failed).toBe(0);
    expect(writes).toMatch(/^0 of/);
    expect(refreshed.status).toBe(200);
    for (const [index, name] of names.entries())
      expect([name, secret(name)]).not.toEqual([name, before[index]]);
    const ping = `REDISCLI_AUTH='${before[2]}' redis-cli ping 2>&1`;
    expect(await compose(stack, 'exec', '-T', 'redis', 'sh', '-c', ping)).toMatch(/WRONGPASS|NOAUTH/);
    const sealed = await compose(stack, 'run', '--rm', '--no-deps', '-T', 'tools', 'key', 'reseal', '--json');
    expect(JSON.parse(sealed)).toEqual({ resealed: 0, forgotten: [] });
    await client.call('deleteModelVendor', { params: { id: 'kept' } });
    await untilWell(client);
    const dropped = await sagacity(stack, 'deploy', 'rotate', 'signing', '--drop-old');
    expect([dropped.code === 0, dropped.stderr]).toEqual([false, expect.stringContaining('--force')]);
  }, 600_000);

  it('makes the certificate anew, which nginx shows when the command ends', async () => {
    const before = secret('tls/ca.crt');
    const done = await sagacity(stack, 'deploy', 'rotate', 'certificates');
    expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
    expect(secret('tls/ca.crt')).not.toBe(before);
    trust(stack);
    await untilServed(stack);
  });
});
