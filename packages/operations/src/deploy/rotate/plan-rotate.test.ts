import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { initDeployment } from '../init/init-deployment.ts';
import { readPrimarySecrets } from '../init/read-primary-secrets.ts';
import type { PrimarySecrets } from '../init/render-secret-files.ts';
import { type Action, describeAction, type Plan } from '../plan.ts';
import { allUp, stackOf } from '../stack/stack.fixture.ts';
import { planDropOld } from './plan-drop-old.ts';
import { planRenewLost } from './plan-renew-lost.ts';
import { planRotate } from './plan-rotate.ts';
import { listUnfinished, type RotatedName } from './rotation.ts';

let dir: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'rotate-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await initDeployment({ dir, hostCpus: 2, host: 'localhost' });
});
const read = (name: string) => readFileSync(join(dir, 'secrets', name), 'utf8').trim();
const secretsNow = () => {
  const { secrets, faults } = readPrimarySecrets(dir);
  expect(faults).toEqual([]);
  return Object.fromEntries(secrets) as PrimarySecrets;
};
const input = () => ({ dir, stack: stackOf(allUp), secrets: secretsNow(), timeoutMs: 60_000 });
const plan = (...names: RotatedName[]) => planRotate(input(), names);
const actionsOf = ({ steps }: Plan): Action[] => steps.flatMap(({ actions }) => actions);

/** Does what changes files, up to the given number of such actions, as a command that is killed then. */
function carryOut(one: Plan, most = Number.POSITIVE_INFINITY): Action[] {
  const done: Action[] = [];
  for (const action of actionsOf(one)) {
    if (done.length === most) break;
    done.push(action);
    if (action.do === 'write') {
      rmSync(join(dir, action.path), { force: true });
      writeFileSync(join(dir, action.path), action.content, { mode: action.mode });
    }
    if (action.do === 'mkdir') mkdirSync(join(dir, action.path), { recursive: true });
    if (action.do === 'rename') renameSync(join(dir, action.from), join(dir, action.to));
    if (action.do === 'remove') rmSync(join(dir, action.path), { recursive: true, force: true });
  }
  return done;
}
const all = ['signing', 'encryption', 'redis', 'mongodb'] as const;

it('has every program accept the next key before one of them uses it, and drops the old one last', async () => {
  expect(
    (await plan('encryption')).steps.map(({ title, actions }) => [title, ...actions.map(describeAction)]),
  ).toEqual([
    [
      'New secrets for encryption',
      'mkdir secrets/next (0700)',
      'write secrets/next/encryption_key (0400, 64 bytes)',
    ],
    [
      'Accept the new ones too',
      'write secrets/encryption_key (0444, 129 bytes)',
      'replace each backend that is older than secrets/encryption_key',
      'replace each worker that is older than secrets/encryption_key',
    ],
    [
      'Use the new ones',
      'write secrets/encryption_key (0444, 129 bytes)',
      'replace each backend that is older than secrets/encryption_key',
      'replace each worker that is older than secrets/encryption_key',
    ],
    [
      'Drop the old ones',
      'docker compose run --rm --no-deps -T tools key reseal',
      'write secrets/encryption_key (0444, 64 bytes)',
      'replace each backend that is older than secrets/encryption_key',
      'replace each worker that is older than secrets/encryption_key',
    ],
    ['Finish', 'rm -r secrets/next.done', 'mv secrets/next secrets/next.done', 'rm -r secrets/next.done'],
  ]);
});

it('keeps both signing keys, the new one first, until the old one is dropped', async () => {
  const before = read('signing_secret');
  const done = await plan('signing');
  carryOut(done);
  const [first, second] = read('signing_secret').split('\n');
  expect(first).not.toBe(before);
  expect(second).toBe(before);
  expect(done.notes[0]).toContain('--drop-old');
  await expect(plan('signing')).rejects.toThrow('--drop-old');
  const nowMs = Date.now();
  expect(() => planDropOld(input(), { force: false, nowMs })).toThrow('sessions that the old key has signed');
  carryOut(planDropOld(input(), { force: false, nowMs: nowMs + 31 * 86_400_000 }));
  expect(read('signing_secret')).toBe(first);
});

it('goes on after it was killed at any moment: no secret is lost, and the end is the same', async () => {
  const before = secretsNow();
  cpSync(join(dir, 'secrets'), join(dir, 'kept'), { recursive: true });
  const total = actionsOf(await plan(...all)).length;
  for (let killedAfter = 1; killedAfter < total - 1; killedAfter++) {
    rmSync(join(dir, 'secrets'), { recursive: true });
    cpSync(join(dir, 'kept'), join(dir, 'secrets'), { recursive: true });
    chmodSync(join(dir, 'secrets'), 0o700);
    carryOut(await plan(...all), killedAfter);
    const begun = listUnfinished(dir);
    const next = Object.fromEntries(begun.map((name) => [name, nextOf(name)]));
    const again = await plan(...all);
    carryOut(again);
    expect(listUnfinished(dir)).toEqual([]);
    for (const name of begun)
      if (name !== 'signing')
        expect([killedAfter, name, currentOf(name)]).toEqual([killedAfter, name, next[name]]);
    expect(read('signing_secret').split('\n').at(-1)).toBe(before.signing_secret);
    expect(read('store_uri')).toContain(`sagacity-2:${read('mongo_app_password')}@`);
    expect(read('redis_url')).toContain(read('redis_password'));
    expect(read('redis.conf')).toMatch(/^requirepass/);
  }
});
const fileOf = {
  signing: 'signing_secret',
  encryption: 'encryption_key',
  redis: 'redis_password',
  mongodb: 'mongo_app_password',
};
const nextOf = (name: keyof typeof fileOf) => read(`next/${fileOf[name]}`);
const currentOf = (name: keyof typeof fileOf) => read(fileOf[name]);

it('tells Redis of the next password without showing it, and accepts both in its file for as long', async () => {
  const done = await plan('redis');
  const next = actionsOf(done).find((action) => action.do === 'write')?.content ?? '';
  expect(next).toHaveLength(32);
  expect(JSON.stringify(done.steps.map(({ actions }) => actions.map(describeAction)))).not.toContain(next);
  const accepting = done.steps[1]?.actions ?? [];
  expect(accepting[0]).toMatchObject({
    path: 'secrets/redis.conf',
    content: `user default on ">${read('redis_password')}" ">${next}" ~* &* +@all\nmasterauth "${next}"\n`,
  });
  expect(accepting[1]).toMatchObject({
    command: ['docker', 'compose', 'exec', '-T', 'redis', 'redis-cli', '-e'],
    input: `AUTH "${read('redis_password')}"\nACL SETUSER default on ">${next}"\n`,
  });
});

it('goes over to another user of MongoDB and drops the former one, and back the next time', async () => {
  for (const [from, to] of [
    ['sagacity', 'sagacity-2'],
    ['sagacity-2', 'sagacity'],
  ]) {
    const done = carryOut(await plan('mongodb'));
    expect(done.map(describeAction)).toContain(
      `docker compose run --rm --no-deps -T mongodb-init drop ${from}`,
    );
    expect(read('store_uri')).toContain(`mongodb://${to}:${read('mongo_app_password')}@`);
    await initDeployment({ dir, hostCpus: 2 });
    expect(read('store_uri')).toContain(`mongodb://${to}:`);
  }
});

it('goes on with everything that was begun before it begins another change', async () => {
  carryOut(await plan('redis', 'mongodb'), 4);
  await expect(plan('redis')).rejects.toThrow('sagacity deploy rotate redis mongodb');
  await expect(plan('signing')).rejects.toThrow('sagacity deploy rotate redis mongodb');
});

it('does not begin on a stack that does not run', async () => {
  await expect(planRotate({ ...input(), stack: stackOf([]) }, ['redis'])).rejects.toThrow(
    'sagacity deploy up',
  );
  expect(existsSync(join(dir, 'secrets/next'))).toBe(false);
});

it('makes a self-signed certificate anew, and asks nginx for it', async () => {
  const done = actionsOf(await plan('certificates')).map((action) =>
    action.do === 'write' ? action.path : action.do,
  );
  expect(done).toEqual([
    'secrets/tls/fullchain.pem',
    'secrets/tls/privkey.pem',
    'secrets/tls/ca.crt',
    'ask-health',
  ]);
  const own = { ...stackOf(allUp), settings: { ...stackOf(allUp).settings, TLS_MODE: 'own' } };
  await expect(planRotate({ ...input(), stack: own }, ['certificates'])).rejects.toThrow('--cert FILE');
});

it('renews a secret that was emptied, says what that costs, and never one that is there', () => {
  expect(() => planRenewLost(input(), ['signing'])).toThrow('not lost');
  const lost = { ...input(), secrets: { ...secretsNow(), encryption_key: '' } };
  const done = planRenewLost(lost, ['encryption']);
  expect(actionsOf(done).map(describeAction)[1]).toBe(
    'docker compose run --rm --no-deps -T tools key reseal --forget',
  );
  expect(done.notes).toEqual(['stored vendor keys were removed: type them again in the settings']);
  carryOut(done);
  expect(read('encryption_key')).toHaveLength(64);
});
