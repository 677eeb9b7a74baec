import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAppError } from '@sagacity/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { issueSelfSigned } from '../../certificates/issue-self-signed.ts';
import { initDeployment } from './init-deployment.ts';
import type { InitInput } from './plan-init.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deploy-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const init = (input: Partial<InitInput> = {}) => initDeployment({ dir, hostCpus: 2, ...input });
const read = (path: string) => readFileSync(join(dir, path), 'utf8');
const modeOf = (path: string) => (statSync(join(dir, path)).mode & 0o777).toString(8);
const snapshot = () =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, statSync(path).mtimeMs, readFileSync(path, 'utf8')]);
const failure = async (input: Partial<InitInput> = {}) => {
  const error = await init(input).catch((thrown: unknown) => thrown);
  return isAppError(error)
    ? `${error.code} ${error.message} ${JSON.stringify(error.details)}`
    : String(error);
};

it('writes everything with its mode, and no secret into .env', async () => {
  await init({ host: 'stocks.lan' });
  expect([modeOf('secrets'), modeOf('secrets/store_uri'), modeOf('.env')]).toEqual(['700', '444', '644']);
  const password = read('secrets/mongo_app_password');
  expect(read('secrets/store_uri')).toBe(
    `mongodb://sagacity:${password}@mongodb:27017/tradingagents?authSource=tradingagents&replicaSet=rs0`,
  );
  for (const name of readdirSync(join(dir, 'secrets')).filter(
    (one) => !['tls', 'acme', 'last-good'].includes(one),
  ))
    expect(read('.env')).not.toContain(read(`secrets/${name}`).trim());
  expect(read('config/nginx/nginx.conf')).toContain('ssl_certificate ../tls/fullchain.pem;');
  expect(read('secrets/tls/ca.crt')).toContain('BEGIN CERTIFICATE');
});

it('makes only the directories when asked to', async () => {
  await init({ directoriesOnly: true });
  expect(snapshot()).toEqual([]);
  expect(['secrets', 'secrets/tls', 'config/nginx'].map(modeOf)).toEqual(['700', '755', '755']);
});

it('changes nothing the second time, not even the time of a file', async () => {
  await init();
  const before = snapshot();
  const { steps, files } = await init();
  expect(steps).toEqual([]);
  expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['unchanged']));
  expect(snapshot()).toEqual(before);
});

it('changes what follows from a flag and never a primary secret', async () => {
  await init();
  const [password, uri] = [read('secrets/redis_password'), read('secrets/store_uri')];
  const { notes } = await init({ ha: true });
  expect(read('secrets/redis_password')).toBe(password);
  expect(read('secrets/store_uri')).toBe(
    uri.replace('@mongodb:27017/', '@mongodb:27017,mongodb-2:27017,mongodb-3:27017/'),
  );
  expect(read('secrets/redis_url')).toContain('sentinel-1:26379,sentinel-2:26379,sentinel-3:26379/mymaster');
  expect(read('secrets/redis.conf')).toContain('min-replicas-to-write 1');
  expect(notes.at(-1)).toContain('sagacity deploy up');
});

it('says which compose files are not there', async () => {
  writeFileSync(join(dir, 'docker-compose.yml'), '');
  expect((await init()).notes).toEqual([]);
  expect((await init({ expose: true })).notes[0]).toContain(`deploy/expose.yml is not in ${dir}`);
});

it('leaves the configuration of the program to the operator', async () => {
  await init();
  writeFileSync(join(dir, 'config/sagacity.toml'), 'logLevel = "DEBUG"\n');
  await init({ host: 'other.lan' });
  expect(read('config/sagacity.toml')).toBe('logLevel = "DEBUG"\n');
});

it('makes a new certificate for another host, and only then', async () => {
  await init({ host: 'one.lan' });
  const first = read('secrets/tls/fullchain.pem');
  await init({ backend: 3 });
  expect(read('secrets/tls/fullchain.pem')).toBe(first);
  await init({ host: 'two.lan' });
  expect(read('secrets/tls/fullchain.pem')).not.toBe(first);
});

it('makes a self-signed certificate anew within its last 30 days', async () => {
  const write = async (days: number) => {
    const issued = await issueSelfSigned({ hosts: ['localhost'], days, clock: Date });
    for (const [name, content] of [
      ['fullchain.pem', issued.certificatePem],
      ['privkey.pem', issued.privateKeyPem],
      ['ca.crt', issued.caPem],
    ] as const)
      writeFileSync(join(dir, 'secrets/tls', name), content);
    return issued.certificatePem;
  };
  await init();
  rmSync(join(dir, 'secrets/tls'), { recursive: true });
  mkdirSync(join(dir, 'secrets/tls'));
  const fresh = await write(40);
  await init();
  expect(read('secrets/tls/fullchain.pem')).toBe(fresh);
  rmSync(join(dir, 'secrets/tls'), { recursive: true });
  mkdirSync(join(dir, 'secrets/tls'));
  const ending = await write(29);
  await init();
  expect(read('secrets/tls/fullchain.pem')).not.toBe(ending);
});

it('takes own certificate files that fit, and writes nothing for those that do not', async () => {
  const files = { cert: join(dir, 'given.pem'), key: join(dir, 'given.key') };
  const other = mkdtempSync(join(tmpdir(), 'deploy-'));
  await initDeployment({ dir: other, hostCpus: 2, host: 'own.lan' });
  writeFileSync(files.cert, readFileSync(join(other, 'secrets/tls/fullchain.pem')));
  writeFileSync(files.key, readFileSync(join(other, 'secrets/tls/privkey.pem')));
  rmSync(other, { recursive: true });
  expect(await failure({ tls: 'own', host: 'another.lan', ...files })).toContain('not for another.lan');
  expect(readdirSync(dir).sort()).toEqual(['given.key', 'given.pem']);
  await init({ tls: 'own', host: 'own.lan', ...files });
  expect(read('secrets/tls/privkey.pem')).toBe(readFileSync(files.key, 'utf8'));
});

it('does not take the self-signed certificate for the own one', async () => {
  await init();
  expect(await failure({ tls: 'own' })).toContain('--tls own needs --cert and --key');
});

it.each(['tradingagents123', 'changeme', 'short', ''])(
  'refuses %j as the password of admin',
  async (password) => {
    writeFileSync(join(dir, 'given'), password);
    const message = await failure({ adminPasswordFile: join(dir, 'given') });
    expect(message).toMatch(/^SECRET_REJECTED/);
    expect(readdirSync(dir)).toEqual(['given']);
  },
);

it('takes a good password of admin, and says that a later one would change nothing', async () => {
  writeFileSync(join(dir, 'given'), 'Herbstlaub-7-Regen\n');
  await init({ adminPasswordFile: join(dir, 'given') });
  expect(read('secrets/admin_password')).toBe('Herbstlaub-7-Regen');
  writeFileSync(join(dir, 'given'), 'Winterlaub-8-Regen\n');
  expect(await failure({ adminPasswordFile: join(dir, 'given') })).toMatch(/^CONFLICT/);
});

it('refuses a known secret that it finds, without printing it', async () => {
  mkdirSync(join(dir, 'secrets'), { mode: 0o700 });
  writeFileSync(join(dir, 'secrets/redis_password'), 'tradingagents123');
  const message = await failure();
  expect(message).toContain('secrets/redis_password is one that is publicly known');
  expect(message).not.toContain('tradingagents123');
});

it('refuses secrets that other users of the host could have read', async () => {
  await init();
  chmodSync(join(dir, 'secrets'), 0o755);
  expect(await failure()).toMatch(/^SECRET_REJECTED.*chmod 700/);
});

it('does not make a new secret in place of one that was lost', async () => {
  await init();
  rmSync(join(dir, 'secrets/encryption_key'), { force: true });
  expect(await failure()).toMatch(/^CONFLICT.*secrets\/encryption_key.*backup/);
});

it('goes on where an earlier one was cut off', async () => {
  await init();
  const password = read('secrets/redis_password');
  rmSync(join(dir, '.env'));
  rmSync(join(dir, 'secrets/encryption_key'), { force: true });
  await init();
  expect(read('secrets/redis_password')).toBe(password);
  expect(read('secrets/encryption_key')).toHaveLength(64);
});

it('puts the file back where Docker has made a directory of one that was deleted', async () => {
  await init();
  rmSync(join(dir, 'config/sagacity.toml'));
  mkdirSync(join(dir, 'config/sagacity.toml'));
  await init();
  expect(read('config/sagacity.toml')).toContain('[limits]');
  await expect(init()).resolves.toMatchObject({ steps: [] });
});

it('leaves nothing behind of a secret that a killed command was writing', async () => {
  await init();
  writeFileSync(join(dir, 'secrets/.store_uri.4711.next'), 'half of it');
  chmodSync(join(dir, 'secrets/store_uri'), 0o600);
  await init();
  expect(readdirSync(join(dir, 'secrets')).filter((name) => name.startsWith('.'))).toEqual([]);
});
