import type { HealthReply } from '@sagacity/contracts/health';
import { afterEach, expect, it } from 'vitest';
import { killProcess, programOf, restore, untilReadyAgain } from '../../harness/stack/break-container.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { readLogs } from '../../harness/stack/read-logs.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';

const leads = async (worker: Inspected): Promise<boolean> => {
  const reply = await fetch(`${programOf(worker)}/api/health`, { signal: AbortSignal.timeout(3_000) });
  const { components } = (await reply.json()) as HealthReply;
  return components.some(({ name, detail }) => name === 'schedules' && detail === 'leads');
};

interface Line {
  readonly time: string;
  readonly message: string;
  readonly fencingToken: number;
}

/** When it began to lead, with which token, as its log says. */
const termsOf = async (worker: Inspected): Promise<{ atMs: number; token: number }[]> =>
  (await readLogs<Line>(worker))
    .filter(({ message }) => message === 'leads the schedules')
    .map(({ time, fencingToken }) => ({ atMs: Date.parse(time), token: fencingToken }));

describeStack('the worker that leads the schedules', () => {
  afterEach(() => restore(stack));

  it('is followed by the other within seconds when it is killed with -9, and two never lead', async () => {
    const workers = await containersOf(stack, 'worker');
    const leader = await until('a leader', async () => {
      for (const worker of workers) if (await leads(worker)) return worker;
      return null;
    });
    const others = workers.filter(({ Id }) => Id !== leader.Id);
    const oldToken = Math.max(...(await termsOf(leader)).map(({ token }) => token));

    await killProcess(leader);
    const killedAtMs = Date.now();
    const term = await until('the next leader', async () =>
      (await Promise.all(workers.map(termsOf))).flat().find(({ token }) => token > oldToken),
    );
    const again = await untilReadyAgain(leader);
    const leading = await until('health tells who leads', async () => {
      const said = (await Promise.all([again, ...others].map(leads))).filter(Boolean).length;
      return said > 0 ? said : null;
    });
    const terms = (await Promise.all(workers.map(termsOf))).flat().sort((a, b) => a.token - b.token);

    const recoveryMs = term.atMs - killedAtMs;
    record({
      fault: 'kill -9 of the worker that leads the schedules',
      requests: null,
      events: null,
      repeatedCalls: null,
      recoveryMs,
      note: 'recovery is until the next leader; two never led',
      engine: null,
    });
    expect(recoveryMs).toBeLessThan(9_000);
    expect(leading).toBe(1);
    expect(terms.map(({ atMs }) => atMs)).toEqual(terms.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(new Set(terms.map(({ token }) => token)).size).toBe(terms.length);
  });
});
