import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueSelfSigned } from '@sagacity/operations/certificates/issue-self-signed';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sagacity } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';
import { untilServed } from '../../harness/stack/until-served.ts';

const names = [
  'secrets/tls/ca.crt',
  'secrets/tls/privkey.pem',
  'secrets/tls/fullchain.pem',
  'config/nginx/nginx.conf',
];
const pathOf = (name: string) => join(stack.directory, name);
const dayMs = 86_400_000;

/** What an operator, or a program of his, puts in place of what is good. */
const harms: ReadonlyArray<readonly [string, () => Promise<Record<string, string>>]> = [
  [
    'an expired certificate in place of a good one',
    async () => {
      const clock = { now: () => Date.now() - 10 * dayMs };
      const { caPem, privateKeyPem, certificatePem } = await issueSelfSigned({
        hosts: ['localhost'],
        days: 2,
        clock,
      });
      return {
        'secrets/tls/ca.crt': caPem,
        'secrets/tls/privkey.pem': privateKeyPem,
        'secrets/tls/fullchain.pem': certificatePem,
      };
    },
  ],
  ['an nginx.conf that cannot be read', async () => ({ 'config/nginx/nginx.conf': 'http { nonsense; }\n' })],
];

describeStack('nginx that is given what is bad', () => {
  let good: Record<string, string> = {};
  const put = (files: Record<string, string>) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(pathOf(name), content);
  };
  const isRefused = () => existsSync(pathOf('secrets/last-good/refused'));
  const told = async (command: 'status' | 'check') =>
    (await sagacity(stack, 'deploy', command, '--json')).stdout;
  beforeEach(() => {
    good = Object.fromEntries(names.map((name) => [name, readFileSync(pathOf(name), 'utf8')]));
  });
  afterEach(async () => {
    put(good);
    await until('nginx has what is good', async () => !isRefused());
    await untilServed(stack);
  });

  it.each(harms)('%s: goes on with the last good one, and status and check say so', async (fault, make) => {
    const client = await signedInClient();
    const traffic = startTraffic(client, { reads: 5, writes: 2 });
    put(await make());
    await until('nginx has refused it', async () => isRefused());
    const [status, checked] = [await told('status'), await told('check')];
    const result = await traffic.stop();
    const { requests, writes } = counted(result);
    record({
      fault,
      requests,
      events: null,
      repeatedCalls: null,
      recoveryMs: null,
      note: `the last good one is served; \`deploy status\` and \`check\` say so; ${writes}`,
      engine: 'nginx',
    });
    expect(JSON.parse(status)).toMatchObject({ isHealthy: false, edgeRefusal: expect.any(String) });
    expect(checked).toContain('nginx serves its last good copy');
    expect(result.reads.failures).toEqual({});
    expect(result.writes.failures).toEqual({});
  });
});
