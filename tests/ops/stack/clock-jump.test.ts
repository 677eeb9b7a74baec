import type { HealthReply } from '@sagacity/contracts/health';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../../harness/api-client.ts';
import { hasEnded, llmConfig, startRun, stepsDone, waitForRun } from '../../harness/llm-run.ts';
import { isEnd, readSome } from '../../harness/read-events.ts';
import { programOf } from '../../harness/stack/break-container.ts';
import { openFakeModels, repeatedCalls, slowModels } from '../../harness/stack/fake-models.ts';
import { type FalseClock, hasFalseClock, openFalseClock } from '../../harness/stack/false-clock.ts';
import { lastingPassword } from '../../harness/stack/first-sign-in.ts';
import { compareEvents, followRun } from '../../harness/stack/follow-run.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';
import { untilWell } from '../../harness/stack/until-well.ts';

const hour = 3_600;
/** The false clock makes a program slower. */
const little = { reads: 10, writes: 3 };

/** As a browser does: the refresh cookie is kept apart from the access token. */
async function signInWithCookie(): Promise<{ token: string; cookie: string }> {
  const reply = await fetch(`${stack.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'admin', password: lastingPassword }),
  });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { token: ((await reply.json()) as { accessToken: string }).accessToken, cookie };
}

async function refresh(cookie: string): Promise<{ status: number; client: ApiClient }> {
  const headers = { cookie, origin: stack.url };
  const reply = await fetch(`${stack.url}/api/session/refresh`, { method: 'POST', headers });
  const client = new ApiClient(stack.url);
  if (reply.ok) client.token = ((await reply.json()) as { accessToken: string }).accessToken;
  return { status: reply.status, client };
}

async function timeOf(service: string): Promise<number[]> {
  const containers = await containersOf(stack, service);
  const replies = containers.map(async (one) =>
    Date.parse((await fetch(`${programOf(one)}/api/health/live`)).headers.get('date') ?? ''),
  );
  return Promise.all(replies);
}

/** All four programs. */
const untilClocksAre = (aheadSeconds: number) =>
  until(`the clocks are ${aheadSeconds} s ahead`, async () => {
    const times = [...(await timeOf('backend')), ...(await timeOf('worker'))];
    const isRight = (time: number) => Math.abs(time - Date.now() - aheadSeconds * 1_000) < 60_000;
    return times.length === 4 && times.every(isRight);
  });

async function countLeaders(): Promise<number> {
  const workers = await containersOf(stack, 'worker');
  const details = workers.map(async (worker) => {
    const { components } = (await (await fetch(`${programOf(worker)}/api/health`)).json()) as HealthReply;
    return components.find(({ name }) => name === 'schedules')?.detail;
  });
  return (await Promise.all(details)).filter((detail) => detail === 'leads').length;
}

describeStack('the clock of backends and workers', () => {
  let clock: FalseClock | undefined;
  beforeAll(async () => {
    if (hasFalseClock) clock = await openFalseClock(stack);
  });
  afterAll(async () => {
    await clock?.restore();
    await untilWell(await signedInClient());
  });

  it.skipIf(!hasFalseClock).each([
    { from: 0, to: hour, fault: 'the clock of backends and workers jumps an hour ahead' },
    { from: hour, to: 0, fault: 'the clock of backends and workers jumps an hour back' },
  ])('$fault: runs end once, sessions are refreshed', async ({ from, to, fault }) => {
    const client = await signedInClient();
    const before = await signInWithCookie();
    const fake = await openFakeModels(stack, client, slowModels(700));
    onTestFinished(() => fake.close());
    const run = await startRun(client, llmConfig);
    const following = followRun(client, run.stream);
    await waitForRun(client, run.id, (now) => stepsDone(now) >= 1);
    const early = startTraffic(client, little, to > 0 ? [401] : []);

    await untilClocksAre(from);
    clock?.jumpTo(to);
    const jumpedAtMs = performance.now();
    await untilClocksAre(to);
    const old = new ApiClient(stack.url);
    old.token = before.token;
    if (to > 0) await expect(old.call('me')).rejects.toMatchObject({ status: 401 });
    else expect(await old.call('me')).toBeDefined();
    const refreshed = await refresh(before.cookie);
    expect(refreshed.status).toBe(200);
    client.token = refreshed.client.token; // whoever follows the run goes on with it
    const earlier = await early.stop();
    const late = startTraffic(client, little);

    const ended = await waitForRun(client, run.id, hasEnded, 60_000);
    const another = await startRun(client);
    const anotherEnded = await waitForRun(client, another.id, hasEnded);
    await until('one worker leads the schedules', async () => (await countLeaders()) === 1);
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - jumpedAtMs);

    const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
    const results = [earlier, await late.stop()].flatMap(({ reads, writes }) => [reads, writes]);
    const sum = (key: 'sent' | 'failed' | 'expected') => results.reduce((all, one) => all + one[key], 0);
    const events = compareEvents((await following).events, whole);
    const repeated = repeatedCalls(fake);
    record({
      fault,
      requests: { sent: sum('sent'), failed: sum('failed') },
      events,
      repeatedCalls: repeated,
      recoveryMs,
      note: `reads and writes; ${sum('expected')} with an access token of before refused with 401, refreshed; the run in progress: ${ended.status}; one leader`,
      engine: null,
    });
    expect(results.map(({ failures }) => failures)).toEqual([{}, {}, {}, {}]);
    if (to > 0) expect(sum('expected')).toBeGreaterThan(0);
    expect([ended.status, ended.failure]).toEqual(['succeeded', null]);
    expect(anotherEnded.status).toBe('succeeded');
    expect(whole.filter(isEnd)).toHaveLength(1);
    expect(events).toEqual({ lost: 0, doubled: 0 });
    expect(repeated).toBe(0);
  });
});
