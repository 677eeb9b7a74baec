import { expect, it, onTestFinished } from 'vitest';
import { requestFrom } from '../../harness/attacks/request-from.ts';
import { watchHealth } from '../../harness/attacks/watch-health.ts';
import { adminPassword, openSignedInApp } from '../../harness/signed-in-app.ts';

const marks = (bytes: number) => '\u0316\u0300'.repeat(bytes / 4);
const silenceMs = 5_000;

it('keeps nobody waiting for texts of combining marks, wherever a text is taken', async ({ annotate }) => {
  const { app, client, close } = await openSignedInApp();
  onTestFinished(close);
  const headers = { authorization: `Bearer ${client.token}` };
  const asks: [string, string, object][] = [
    ['sign-in name of 320 kB', '/api/session', { name: `a${marks(320_000)}`, password: 'x' }],
    ['sign-in name of 15 kB', '/api/session', { name: `a${marks(15_000)}`, password: 'x' }],
    ['old password', '/api/me/password', { current: marks(320_000), next: adminPassword }],
    ['old password of 60 kB', '/api/me/password', { current: marks(60_000), next: adminPassword }],
    ['instrument of a run', '/api/runs/estimate', { instrument: marks(320_000) }],
    ['instrument of an import', '/api/instruments/import', { instrument: marks(320_000), bars: 'date\n' }],
  ];
  for (const [what, path, body] of asks) {
    const watch = watchHealth(app.url);
    const post = { method: 'POST', headers, body: JSON.stringify(body) };
    const { status, ms } = await requestFrom('127.0.0.2', `${app.url}${path}`, post);
    const waitedMs = await watch.stop();
    await annotate(`${what}: ${status} after ${ms} ms, others waited ${waitedMs} ms`);
    expect([what, [0, 400, 404, 413].includes(status)]).toEqual([what, true]);
    expect(waitedMs).toBeLessThan(silenceMs);
  }
});
