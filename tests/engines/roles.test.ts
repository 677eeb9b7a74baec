import type { HealthReply } from '@sagacity/contracts/health';
import { hasRedisServer, type OwnRedis, ownRedis } from '@sagacity/testkit/own-redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../harness/api-client.ts';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { adminPassword } from '../harness/signed-in-app.ts';
import { type RunningApp, startApp, temporaryDirectory } from '../harness/start-app.ts';

const mongodb = process.env.MONGODB_URI;
const canRun = mongodb !== undefined && hasRedisServer;
if (!canRun && process.env.CI)
  throw new Error('CI runs this with MONGODB_URI and the program redis-server; one of them is missing');

const firstPassword = 'given-By-the-operator-1';
const directory = temporaryDirectory('roles');
const withDatabase = (uri: string, name: string) => uri.replace(/^(mongodb:\/\/[^/]+)\/?[^?]*/, `$1/${name}`);

let redis: OwnRedis;
let apis: RunningApp[];
let workers: RunningApp[];
let client: ApiClient;

const start = (role: 'api' | 'worker', n: number) =>
  startApp({
    dataDir: `${directory.path}/${role}-${n}`,
    env: {
      SAGACITY_ROLE: role,
      SAGACITY_STORE_KIND: 'mongodb',
      SAGACITY_STORE_URI: withDatabase(mongodb as string, `roles_${process.pid}`),
      SAGACITY_REDIS_URL: redis.url,
      SAGACITY_SECURITY_SIGNING_SECRET: 'kV7r-Zp2w-Xq9t-Lm4c-Bn6y-Hd3f-Js8g',
      SAGACITY_SECURITY_ENCRYPTION_KEY: 'Tg5u-Wn8e-Rc2a-Yk7i-Po4q-Md9s-Vb6x',
      SAGACITY_ADMIN_PASSWORD: firstPassword,
      SAGACITY_LOG_DIR: `${directory.path}/logs`,
    },
  });
const healthOf = async ({ url }: RunningApp) =>
  (await (await fetch(`${url}/api/health`)).json()) as HealthReply;
const readyOf = async ({ url }: RunningApp) => (await fetch(`${url}/api/health/ready`)).status;
const detailOf = async (app: RunningApp, name: string) =>
  (await healthOf(app)).components.find((one) => one.name === name)?.detail;
const leaders = async () => {
  const details = await Promise.all(workers.map((worker) => detailOf(worker, 'schedules')));
  return workers.filter((_, at) => details[at] === 'leads');
};

describe.skipIf(!canRun)('three roles (needs MONGODB_URI and redis-server)', () => {
  beforeAll(async () => {
    redis = await ownRedis();
    await redis.start();
    const all = await Promise.all([
      ...[1, 2, 3].map((n) => start('api', n)),
      ...[1, 2].map((n) => start('worker', n)),
    ]);
    [apis, workers] = [all.slice(0, 3), all.slice(3)];
  });
  afterAll(async () => {
    await Promise.all([...(apis ?? []), ...(workers ?? [])].map((app) => app.kill()));
    await redis?.stop();
    directory.remove();
  });

  it('starts at once on an empty database, with one account and the given password', async () => {
    expect(await Promise.all([...apis, ...workers].map(readyOf))).toEqual([200, 200, 200, 200, 200]);
    client = new ApiClient(apis[0]!.url);
    await client.firstSignIn(firstPassword, adminPassword);
    expect((await client.call('listAccounts')).items.map(({ name }) => name)).toEqual(['admin']);
  });

  it('says its role, and only works or only serves', async () => {
    expect((await healthOf(apis[0]!)).role).toBe('api');
    expect((await healthOf(workers[0]!)).role).toBe('worker');
    expect((await fetch(`${workers[0]!.url}/api/me`)).status).toBe(404);
    expect(await detailOf(apis[0]!, 'worker')).toBeUndefined();
  });

  it('executes in a worker what one replica accepted and another is asked for', async () => {
    const run = await startRun(client);
    const elsewhere = new ApiClient(apis[1]!.url);
    await elsewhere.signIn('admin', adminPassword);
    expect((await waitForRun(elsewhere, run.id, hasEnded)).status).toBe('succeeded');
  });

  it('passes the lead of the schedules to the other worker when the leader is killed', async () => {
    const [leader] = await vi.waitFor(async () => {
      const found = await leaders();
      expect(found).toHaveLength(1);
      return found;
    }, 10_000);
    await leader!.kill();
    const killedAtMs = Date.now();
    workers = workers.filter((worker) => worker !== leader);
    await vi.waitFor(async () => expect(await leaders()).toHaveLength(1), { timeout: 15_000, interval: 100 });
    expect(Date.now() - killedAtMs).toBeLessThan(12_000);
    workers.push(await start('worker', 3));
  });

  it('reads on without Redis, degraded, while a worker is not ready; and recovers', async () => {
    await redis.kill();
    const asked = { timeout: 30_000, interval: 200 };
    await vi.waitFor(async () => expect(await readyOf(workers[0]!)).toBe(503), asked);
    await vi.waitFor(async () => expect((await healthOf(apis[0]!)).status).toBe('degraded'), asked);
    expect(await readyOf(apis[0]!)).toBe(200);
    expect((await client.call('listRuns')).items).toHaveLength(1);
    await redis.start();
    await vi.waitFor(async () => expect(await readyOf(workers[0]!)).toBe(200), asked);
    await vi.waitFor(async () => expect((await healthOf(apis[0]!)).status).toBe('ok'), asked);
    const run = await startRun(client);
    expect((await waitForRun(client, run.id, hasEnded)).status).toBe('succeeded');
  });

  it('ends with 0 in every role when told to', async () => {
    expect(await Promise.all([apis.pop()!, workers.pop()!].map((app) => app.stop()))).toEqual([0, 0]);
  });
});
