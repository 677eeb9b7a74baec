import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../harness/api-client.ts';
import { programOf } from '../harness/stack/break-container.ts';
import { docker, hasDocker, type Inspected } from '../harness/stack/docker.ts';
import { firstSignIn, lastingPassword } from '../harness/stack/first-sign-in.ts';
import { closeStack, containersOf, openStack, type StackAddress } from '../harness/stack/open-stack.ts';
import { type Load, load, loadText } from './load.ts';
import type { Bench, BenchRow } from './port.ts';

const stack: StackAddress = {
  project: 'sagacity-bench',
  directory: join(tmpdir(), `sagacity-bench-${process.pid}`),
  url: 'https://localhost:19443',
  httpPort: 19_080,
  httpsPort: 19_443,
};
const images = ['tradingagents-backend:0.1.0', 'tradingagents-frontend:0.1.0'];

/** Backends and pages asked at their own addresses over plain HTTP, and through nginx and TLS; the goal is 60 % of the direct rate. */
export const throughNginx: Bench = {
  name: 'nginx',
  async run() {
    if (!(await hasDocker())) return [{ skipped: 'there is no Docker engine' }];
    const built = await docker(['image', 'inspect', ...images]).catch(() => null);
    if (!built) return [{ skipped: 'the images are not built (docker compose build)' }];
    try {
      await openStack(stack);
      await firstSignIn(stack);
      const client = new ApiClient(stack.url);
      await client.signIn('admin', lastingPassword);
      const { token } = client;
      const [one, two] = (await containersOf(stack, 'backend')) as [Inspected, Inspected];
      const [frontend] = (await containersOf(stack, 'frontend')) as [Inspected];
      const [proxied, direct, both] = await inTurn(
        () => load(`${stack.url}/api/me`, token),
        () => load(`${programOf(one)}/api/me`, token),
        async () =>
          sum(await Promise.all([one, two].map((each) => load(`${programOf(each)}/api/me`, token)))),
      );
      const page = await load(`${stack.url}/`);
      const pageDirect = await load(`${programOf(frontend).replace('8000', '3000')}/`);
      return [
        compare('the account signed in', proxied, 'one backend, plain HTTP', direct),
        compare('the account signed in', proxied, 'two backends, plain HTTP, twice the connections', both),
        compare('the first page', page, 'the pages’ own nginx, plain HTTP', pageDirect),
      ];
    } finally {
      await closeStack(stack);
    }
  },
};

const turns = 3;

/** Each measured in every turn, so that none has the colder program; the mean of all turns. */
async function inTurn(...measures: readonly (() => Promise<Load>)[]): Promise<[Load, Load, Load]> {
  const totals = measures.map(() => ({ perSecond: 0, p99Ms: 0 }));
  for (let turn = 0; turn < turns; turn++)
    for (const [at, measure] of measures.entries()) {
      const { perSecond, p99Ms } = await measure();
      totals[at]!.perSecond += perSecond / turns;
      totals[at]!.p99Ms += p99Ms / turns;
    }
  return totals as unknown as [Load, Load, Load]; // one for each measure
}

const sum = (loads: readonly Load[]): Load => ({
  perSecond: loads.reduce((all, { perSecond }) => all + perSecond, 0),
  p99Ms: Math.max(...loads.map(({ p99Ms }) => p99Ms)),
});

function compare(what: string, proxied: Load, name: string, direct: Load): BenchRow {
  const ratio = direct.perSecond / proxied.perSecond;
  return {
    what: `read of ${what} through nginx and TLS, 10 connections; time a request`,
    ours: loadText(proxied),
    against: `${name}: ${loadText(direct)}`,
    ratio,
    goal: { text: 'at least 60 % of the direct rate (ratio 1.67)', met: ratio <= 1 / 0.6 },
  };
}
