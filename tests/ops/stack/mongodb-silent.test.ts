import type { HealthReply } from '@sagacity/contracts/health';
import { afterEach, expect, it } from 'vitest';
import type { ApiClient } from '../../harness/api-client.ts';
import { killContainer, restore, startContainer } from '../../harness/stack/break-container.ts';
import { docker, type Inspected } from '../../harness/stack/docker.ts';
import { lastingPassword } from '../../harness/stack/first-sign-in.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

interface Asked {
  readonly kind: 'read' | 'write' | 'sign-in';
  readonly path: string;
  readonly body?: object;
}
interface Answered extends Asked {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

const asked: readonly Asked[] = [
  { kind: 'read', path: '/api/runs?limit=3' },
  { kind: 'read', path: '/api/me' },
  { kind: 'read', path: '/api/instruments?q=nebula' },
  { kind: 'write', path: '/api/runs', body: { instrument: 'NEBULA.DEMO', engine: 'rules' } },
  { kind: 'sign-in', path: '/api/session', body: { name: 'admin', password: lastingPassword } },
];

async function ask({ url, token }: ApiClient, one: Asked): Promise<Answered> {
  const { path, body } = one;
  const startedMs = performance.now();
  const reply = await fetch(new URL(path, url), {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(60_000),
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { ...one, status: reply.status, text, ms: performance.now() - startedMs };
}

async function signalAll({ Id }: Inspected, signal: NodeJS.Signals): Promise<void> {
  const rows = (await docker(['top', Id, '-eo', 'pid'])).split('\n').slice(1);
  for (const pid of rows)
    try {
      process.kill(Number(pid), signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended meanwhile, as those of a health check do
    }
}

type Act = (mongodb: Inspected) => Promise<unknown>;
/** What harms the only member, and how it comes back. */
const faults: ReadonlyArray<readonly [string, Act, Act]> = [
  [
    'the only MongoDB hangs (SIGSTOP)',
    (mongodb) => signalAll(mongodb, 'SIGSTOP'),
    (mongodb) => signalAll(mongodb, 'SIGCONT'),
  ],
  ['the only MongoDB is stopped', killContainer, startContainer],
];

describeStack('the only MongoDB that does not answer', () => {
  let mongodb: Inspected | undefined;
  let back: Act = async () => undefined;
  afterEach(async () => {
    if (mongodb) await back(mongodb);
    await restore(stack);
  });

  it.each(faults)(
    '%s: everything is refused soon, plainly and without internals',
    async (fault, harm, undo) => {
      back = undo;
      const client = await signedInClient();
      [mongodb] = await containersOf(stack, 'mongodb');
      await harm(mongodb!);
      // Five people at a time: from the moment of the fault, and when it is known.
      const answers: Answered[] = [];
      for (let round = 0; round < 6; round++) {
        answers.push(...(await Promise.all(asked.map((one) => ask(client, one)))));
        await lapse(1_000);
      }
      const health = await until('health says so', async () => {
        const { components } = (await (await fetch(`${stack.url}/api/health`)).json()) as HealthReply;
        return components.find(({ name, status }) => name === 'store' && status === 'down');
      });
      const page = await fetch(stack.url);
      await undo(mongodb!);
      const backMs = performance.now();
      await untilWell(client);
      const recoveryMs = Math.round(performance.now() - backMs);

      const slowest = (kind: Asked['kind']) =>
        Math.max(...answers.filter((one) => one.kind === kind).map(({ ms }) => ms)) / 1_000;
      const kinds = new Set(
        answers.map(({ status, text }) => `${status} ${JSON.parse(text).error?.code ?? ''}`),
      );
      record({
        fault,
        requests: null,
        events: null,
        repeatedCalls: null,
        recoveryMs,
        note: `${answers.length} requests answered ${[...kinds].join(' and ')}: reads within ${slowest('read').toFixed(1)} s, changes within ${slowest('write').toFixed(1)} s, sign-in within ${slowest('sign-in').toFixed(1)} s; recovery from when it is back`,
        engine: 'mongodb',
      });
      expect([...kinds]).toEqual(['503 STORE_UNAVAILABLE']);
      for (const text of [...answers.map((one) => one.text), health.detail ?? ''])
        expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|27017|sagacity|sign_in|accounts/);
      expect(page.status).toBe(200);
      expect(slowest('read')).toBeLessThan(3);
      expect(slowest('write')).toBeLessThan(5);
      expect(slowest('sign-in')).toBeLessThan(5);
    },
  );
});
