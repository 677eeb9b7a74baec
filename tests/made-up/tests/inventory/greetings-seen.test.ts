import { actAs, command } from '@sagacity/features/context';
import { auditActions, authoriseStream, jobKinds, listSchedules } from '@sagacity/features/declared';
import { workJobs } from '@sagacity/features/jobs/index';
import { nextDueMs } from '@sagacity/features/schedules/next-due';
import { firstPassword, openWholeApi } from '@sagacity/server/whole-api.fixture';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

let whole: Awaited<ReturnType<typeof openWholeApi>>;
let authorization = '';
beforeAll(async () => {
  whole = await openWholeApi({ environment: { SAGACITY_GREETINGS_POSTMEN: '3' } });
  const signedIn = await call('POST', '/api/session', { name: 'admin', password: firstPassword });
  authorization = `Bearer ${signedIn.json().accessToken}`;
  const next = { current: firstPassword, next: 'correct horse battery' };
  authorization = `Bearer ${(await call('POST', '/api/me/password', next)).json().accessToken}`;
});
afterAll(() => whole.close());
const call = (method: 'GET' | 'POST', url: string, body?: object) =>
  whole.app.inject({
    method,
    url,
    headers: { ...(authorization && { authorization }) },
    ...(body && { body }),
  });

it('is served, worked on, scheduled, checked, recorded, streamed and documented', async () => {
  const { services, store } = whole;
  expect((await call('POST', '/api/greetings', { to: 'Ada' })).statusCode).toBe(200);
  expect((await call('POST', '/api/greetings', { to: '' })).statusCode).toBe(400);

  const kind = jobKinds.find(({ name }) => name === 'greetings')!;
  expect(kind.concurrency(services.config)).toBe(3);
  const worker = workJobs(services, kind, { concurrency: kind.concurrency(services.config) });
  await vi.waitFor(async () => {
    const { items } = (await call('GET', '/api/greetings')).json();
    expect(items).toMatchObject([{ to: 'Ada', isDelivered: true }]);
  }, 5_000);
  await worker.close(1_000);

  const [morning] = listSchedules(services).filter(({ name }) => name === 'schedule-greetings');
  if (!morning || !('cron' in morning)) throw new Error('it is not scheduled');
  expect(new Date(nextDueMs(morning, Date.parse('2026-01-05T00:00:00Z'))!).toISOString()).toBe(
    '2026-01-05T01:00:00.000Z',
  );
  await morning.round({ signal: new AbortController().signal, fencingToken: 1 });
  expect((await call('GET', '/api/greetings')).json().items).toEqual([]);

  const { components } = (await call('GET', '/api/health')).json();
  expect(components).toMatchObject([{ name: 'greetings', status: 'ok', detail: 'polite' }]);
  expect(Object.keys(auditActions)).toContain('greeting-sent');
  const trail = await store
    .collection((await import('@sagacity/features/audit/index')).auditEntries)
    .find({});
  expect(trail.at(-1)).toMatchObject({
    action: 'greeting-sent',
    details: { to: 'Ada' },
    actorKind: 'account',
  });
  await authoriseStream(actAs(services, command('tester')), 'greeting:1');
  const documented = (await call('GET', '/api/docs/json')).json();
  expect(Object.keys(documented.paths['/api/greetings'])).toEqual(['post', 'get']);
});
