import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { docker, type Inspected, inspect } from '../../harness/stack/docker.ts';
import { closeStack, compose, initStack, type StackAddress } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';

const slowMs = 60_000;
/** One of each: nginx, frontend, backend, worker, mongodb, redis and mongodb-init. */
const services = 7;
const serviceOf = ({ Config }: Inspected) => Config.Labels['com.docker.compose.service'];

describeStack('a database that takes a minute to come up', () => {
  it('is waited for: the program starts after it, once, and all is healthy in the end', async () => {
    const httpsPort = stack.httpsPort + 200;
    const slow: StackAddress = {
      project: `${stack.project}-slow`,
      directory: join(tmpdir(), `sagacity-slow-${process.pid}`),
      httpPort: stack.httpPort + 200,
      httpsPort,
      url: `https://localhost:${httpsPort}`,
    };
    onTestFinished(() => closeStack(slow));
    const overrides = [join(import.meta.dirname, 'mongodb-slow-start.override.yml')];
    await initStack({ ...slow, flags: ['--backend', '1', '--worker', '1'], overrides });
    const beganMs = performance.now();
    await compose(slow, 'up', '-d', '--no-build');
    const containers = await until('all are healthy', async () => {
      const ids = await docker(['ps', '-aq', '--filter', `label=com.docker.compose.project=${slow.project}`]);
      const all = await inspect(...ids.split('\n'));
      const isWell = (one: Inspected) =>
        serviceOf(one) === 'mongodb-init' ? one.State.ExitCode === 0 : one.State.Health?.Status === 'healthy';
      return all.length === services && all.every(isWell) && all;
    });
    const readyMs = Math.round(performance.now() - beganMs);
    const of = (service: string) => containers.find((one) => serviceOf(one) === service)!;
    const startOf = (service: string) => Date.parse(of(service).State.StartedAt);
    const restarts = containers.reduce((sum, { RestartCount }) => sum + RestartCount, 0);
    const initEndedAt = Date.parse(of('mongodb-init').State.FinishedAt);
    record({
      fault: 'start with a database that takes 60 s to come up',
      requests: null,
      events: null,
      repeatedCalls: null,
      recoveryMs: readyMs,
      note: `\`docker compose up -d\`; from there until every service was healthy; ${restarts} restarts of containers`,
      engine: 'mongodb',
    });
    expect(startOf('mongodb-init')).toBeGreaterThanOrEqual(startOf('mongodb') + slowMs);
    for (const program of ['backend', 'worker']) expect(startOf(program)).toBeGreaterThanOrEqual(initEndedAt);
    expect(startOf('nginx')).toBeGreaterThanOrEqual(startOf('backend'));
    expect(restarts).toBe(0);
  });
});
