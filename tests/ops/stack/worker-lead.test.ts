import type { HealthReply } from '@sagacity/contracts/health';
import { afterEach, expect, it } from 'vitest';
import { killProcess, programOf, restore, untilReadyAgain } from '../../harness/stack/break-container.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { mostAtOnce, readTerms } from '../../harness/stack/leading-terms.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { lapse } from '../../harness/stack/until-well.ts';

const leads = async (worker: Inspected): Promise<boolean> => {
  const reply = await fetch(`${programOf(worker)}/api/health`, { signal: AbortSignal.timeout(3_000) });
  const { components } = (await reply.json()) as HealthReply;
  return components.some(({ name, detail }) => name === 'schedules' && detail === 'leads');
};

describeStack('the worker that leads the schedules', () => {
  afterEach(() => restore(stack));

  it('is followed by the other within seconds when it is killed with -9, and two never lead', async () => {
    const workers = await containersOf(stack, 'worker');
    const leader = await until('a leader', async () => {
      for (const worker of workers) if (await leads(worker)) return worker;
      return null;
    });
    const others = workers.filter(({ Id }) => Id !== leader.Id);
    const oldToken = Math.max(...(await readTerms(leader)).map(({ token }) => token));

    await killProcess(leader);
    const killedAtMs = Date.now();
    const termsSince = async () =>
      (await Promise.all(workers.map(readTerms)))
        .flat()
        .filter(({ token }) => token >= oldToken)
        .map((term) => (term.token === oldToken ? { ...term, untilMs: killedAtMs } : term))
        .sort((a, b) => a.token - b.token);
    const next = await until('the next leader', async () => (await termsSince())[1]);
    const again = await untilReadyAgain(leader);
    const leading = await until('health tells who leads', async () => {
      const said = (await Promise.all([again, ...others].map(leads))).filter(Boolean).length;
      return said > 0 ? said : null;
    });
    await lapse(7_000); // longer than a lease, so that a second claim would have come
    const terms = await termsSince();

    const recoveryMs = next.fromMs - killedAtMs;
    record({
      fault: 'kill -9 of the worker that leads the schedules',
      requests: null,
      events: null,
      repeatedCalls: null,
      recoveryMs,
      note: `recovery is until the next leader; by their logs ${terms.length} terms, at most ${mostAtOnce(terms)} at a time`,
      engine: null,
    });
    expect(recoveryMs).toBeLessThan(9_000);
    expect(leading).toBe(1);
    expect(mostAtOnce(terms)).toBe(1);
    expect(new Set(terms.map(({ token }) => token)).size).toBe(terms.length);
  });
});
