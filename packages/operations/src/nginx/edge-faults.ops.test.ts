import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask, askUntil } from './edge-client.fixture.ts';
import { docker, type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';

const patient = { timeout: 60_000 };
const replicaOf = ({ body }: Answer): string => JSON.parse(body).replica;

describe.skipIf(!hasDocker())('nginx when a replica dies', () => {
  let edge: EdgeStack;
  beforeAll(async () => {
    edge = await startEdgeStack();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
  afterAll(() => edge?.stop());

  /** Both replicas answer again. */
  async function bothBack(): Promise<void> {
    await docker('start', ...edge.replicas);
    const seen = new Set<string>();
    await askUntil(edge, '/api/echo', (answer) => {
      if (answer.status === 200) seen.add(replicaOf(answer));
      return seen.size === edge.replicas.length;
    });
  }

  it('gives every GET to the other one', async () => {
    const [dying = ''] = edge.replicas;
    let isOver = false;
    const answers: Answer[] = [];
    const client = async () => {
      while (!isOver) answers.push(await ask(edge, '/api/echo'));
    };
    const clients = [client(), client(), client(), client()];
    await expect.poll(() => answers.length, patient).toBeGreaterThan(50);
    await docker('kill', dying);
    const atDeath = answers.length;
    await expect.poll(() => answers.length, patient).toBeGreaterThan(atDeath + 300);
    isOver = true;
    await Promise.all(clients);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    await bothBack();
  });

  it('never sends a POST twice that one of them died of', async () => {
    const { status, headers, body } = await ask(edge, '/api/crash', { method: 'POST', body: '{}' });
    expect([status, headers['retry-after']]).toEqual([503, undefined]);
    expect(JSON.parse(body).error).toMatchObject({
      code: 'NOT_READY',
      message: expect.stringContaining('is gone'),
    });
    const running = await docker('inspect', '-f', '{{.State.Running}}', ...edge.replicas);
    expect(running.split('\n').sort()).toEqual(['false', 'true']);
    await bothBack();
  });

  it('gives every POST to the other one from the moment one is gone', async () => {
    const [dying = ''] = edge.replicas;
    await docker('kill', dying);
    const headers = { authorization: 'Bearer known.b.c' };
    const post = () => ask(edge, '/api/echo', { method: 'POST', body: '{}', headers });
    const answers: Promise<Answer>[] = [];
    const endsAtMs = performance.now() + 2_000; // until after the list of replicas has changed
    while (performance.now() < endsAtMs) {
      answers.push(post());
      await setTimeout(10);
    }
    const failed = (await Promise.all(answers)).filter(({ status }) => status !== 200);
    expect(failed.map(({ status, body }) => `${status} ${body}`)).toEqual([]);
    await bothBack();
  });

  it('gives every GET to the other one when one hangs, and then leaves it alone', async () => {
    const [hanging = ''] = edge.replicas;
    await docker('pause', hanging);
    const get = async () => {
      const sentAtMs = performance.now();
      const { status } = await ask(edge, '/api/echo');
      return { status, ms: performance.now() - sentAtMs };
    };
    const first = await Promise.all(Array.from({ length: 20 }, get));
    const next = await Promise.all(Array.from({ length: 20 }, get));
    await docker('unpause', hanging);
    expect([...first, ...next].filter(({ status }) => status !== 200)).toEqual([]);
    expect(Math.max(...first.map(({ ms }) => ms))).toBeLessThan(13_000);
    expect(next.filter(({ ms }) => ms > 2_000).length).toBeLessThanOrEqual(1);
    await bothBack();
  });

  it('speaks of no change when a read has no answer in time', async () => {
    await docker('pause', ...edge.replicas);
    const { status, body } = await ask(edge, '/api/echo');
    await docker('unpause', ...edge.replicas);
    expect([status, JSON.parse(body).error.code]).toEqual([504, 'TIME_LIMIT_EXCEEDED']);
    expect(JSON.parse(body).error.message).not.toContain('change');
    await bothBack();
  });

  it('asks all of them when all have hung and are back', async () => {
    await docker('pause', ...edge.replicas);
    const asked = [ask(edge, '/api/echo'), ask(edge, '/api/echo')];
    await setTimeout(11_000); // each has failed once by now
    await docker('unpause', ...edge.replicas);
    const { status } = await ask(edge, '/api/echo');
    expect(status).toBe(200);
    expect((await Promise.all(asked)).map((answer) => answer.status)).toEqual([200, 200]);
    await bothBack();
  });

  it('says so in the shape of the API when none is left, and is back when they are', async () => {
    await docker('kill', ...edge.replicas);
    const { status, headers, body } = await ask(edge, '/api/echo');
    expect([status, headers['retry-after'], JSON.parse(body).error.code]).toEqual([503, '2', 'NOT_READY']);
    expect((await ask(edge, '/')).body).toContain('<title>Sagacity</title>');
    expect((await ask(edge, '/nginx-health', { plain: true })).status).toBe(200);
    await bothBack();
  });
});

describe.skipIf(!hasDocker())('nginx for a name of its own', () => {
  let edge: EdgeStack;
  beforeAll(async () => {
    edge = await startEdgeStack({ hosts: ['localhost'], tls: 'own' });
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
  afterAll(() => edge?.stop());

  it('refuses other names on both ports', async () => {
    const asOther = { host: 'other.example.org' };
    expect((await ask(edge, '/', { plain: true, headers: asOther })).status).toBe(0);
    expect((await ask(edge, '/', { servername: 'other.example.org' })).status).toBe(0);
    expect((await ask(edge, '/', { headers: asOther })).status).toBe(421);
    expect((await ask(edge, '/nginx-health', { plain: true, headers: asOther })).status).toBe(200);
  });

  it('starts from the last good copy when what is there is bad, and says so', async () => {
    const good = readFileSync(join(edge.dir, 'tls/privkey.pem'), 'utf8');
    edge.put('tls/privkey.pem', 'no key');
    await docker('restart', `${edge.name}-nginx`);
    edge.httpsPort = await edge.portOf(8443);
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
    expect(await edge.log()).toContain('STARTED FROM THE LAST GOOD COPY');
    edge.put('tls/privkey.pem', good);
    await expect.poll(() => edge.log(), patient).toContain('edge: reloaded');
  });

  it('does not start on a configuration or certificate it cannot use when it never had another', async () => {
    edge.put('tls/privkey.pem', 'no key');
    await docker('exec', `${edge.name}-nginx`, 'sh', '-c', 'rm -rf /var/lib/edge/good');
    await docker('restart', `${edge.name}-nginx`);
    await expect
      .poll(
        () => docker('inspect', '-f', '{{.State.Running}} {{.State.ExitCode}}', `${edge.name}-nginx`),
        patient,
      )
      .toBe('false 1');
    expect(await edge.log()).toContain('nginx is not started');
  });
});
