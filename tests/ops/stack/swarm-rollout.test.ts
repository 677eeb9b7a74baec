import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../harness/api-client.ts';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import { isEnd, readSome } from '../../harness/read-events.ts';
import { docker } from '../../harness/stack/docker.ts';
import { firstSignIn, lastingPassword } from '../../harness/stack/first-sign-in.ts';
import { mendNames } from '../../harness/stack/mend-names.ts';
import { openSwarm, type Swarm } from '../../harness/stack/open-swarm.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';

const base = 'FROM tradingagents-backend:0.1.0\n';
/** A next version, and one that starts but is never ready. */
const images = {
  'sagacity-swarm-test:next': `${base}LABEL org.opencontainers.image.version=next\n`,
  'sagacity-swarm-test:broken': `${base}HEALTHCHECK --interval=1s --timeout=2s --retries=2 CMD ["node", "-e", "process.exit(1)"]\nENTRYPOINT ["node", "-e", "setInterval(() => {}, 1000)"]\n`,
};

async function buildImages(): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), 'sagacity-images-'));
  for (const [image, text] of Object.entries(images)) {
    writeFileSync(join(context, 'Dockerfile'), text);
    await docker(['build', '--quiet', '--tag', image, context]);
  }
  rmSync(context, { recursive: true });
}

describeStack('the deployment on a Swarm', () => {
  let swarm: Swarm | undefined;
  const client = () => new ApiClient(swarm?.url ?? '');
  beforeAll(async () => {
    await buildImages();
    swarm = await openSwarm();
    await firstSignIn(swarm);
  }, 400_000);
  afterAll(async () => {
    await swarm?.close();
    await mendNames(stack);
    for (const image of Object.keys(images)) await docker(['image', 'rm', '--force', image]).catch(() => {});
  });

  it('makes a report of a simulated company through nginx, with live updates', async () => {
    const admin = client();
    await admin.signIn('admin', lastingPassword);
    const run = await startRun(admin);
    const seen = await readSome(admin, run.stream, null, Number.POSITIVE_INFINITY);
    expect(seen.filter(isEnd).map(({ event }) => event.type)).toEqual(['run-succeeded']);
    expect((await waitForRun(admin, run.id, hasEnded)).status).toBe('succeeded');
  });

  it.each([
    ['next', 'completed', 'a Swarm updates the backends to another image'],
    ['broken', 'rollback_completed', 'a Swarm is given an image that is never ready, and goes back'],
  ])('fails no request while it updates: %s', async (tag, state, fault) => {
    const admin = client();
    await admin.signIn('admin', lastingPassword);
    const traffic = startTraffic(admin, { reads: 20, writes: 5 });
    const startedAtMs = performance.now();
    const image = `sagacity-swarm-test:${tag}`;
    const ended = await swarm?.update('backend', '--image', image, '--update-monitor', '5s');
    const recoveryMs = Math.round(performance.now() - startedAtMs);
    const result = await traffic.stop();
    const { requests, writes, slowest } = counted(result);
    const note = `the update took ${Math.round(recoveryMs / 1000)} s; ${writes}; ${slowest}`;
    record({ fault, requests, events: null, repeatedCalls: null, recoveryMs: null, note, engine: null });
    expect(ended).toBe(state);
    expect([result.reads.failures, result.writes.failures]).toEqual([{}, {}]);
  });
});
