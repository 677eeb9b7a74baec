import { expect, it, onTestFinished } from 'vitest';
import { memoryOf } from '../../harness/attacks/memory-of.ts';
import { requestFrom } from '../../harness/attacks/request-from.ts';
import { openSignedInApp } from '../../harness/signed-in-app.ts';

it('stores no run of 30 MB, and goes on listing runs', async ({ annotate }) => {
  const { app, client, close } = await openSignedInApp();
  onTestFinished(close);
  const headers = { authorization: `Bearer ${client.token}` };
  const before = memoryOf(app.pid);
  const config = { engine: 'rules', depth: 1, fallbackModels: Array<string>(2_000_000).fill('a/some-model') };
  const made = await requestFrom('127.0.0.2', `${app.url}/api/runs`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ instrument: 'DEMO:NEBULA', config }),
  });
  const list = await requestFrom('127.0.0.2', `${app.url}/api/runs`, { headers });
  const { peakMb } = memoryOf(app.pid);
  await annotate(
    `made: ${made.status}; list: ${list.status} in ${list.ms} ms; ${before.nowMb} MB before, at most ${peakMb} MB`,
  );
  expect([0, 413]).toContain(made.status); // 0: cut off while it was still sending
  expect(list.status).toBe(200);
  expect(JSON.parse(list.body).items).toEqual([]);
  expect(peakMb - before.nowMb).toBeLessThan(200);
});
