import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { issueSelfSigned } from '../../certificates/issue-self-signed.ts';
import { primarySecretNames, primarySecrets } from '../secrets/primary-secrets.ts';
import { parseSettings } from '../settings/read-settings.ts';
import { capacityCheck, memoryOfAll } from './capacity-check.ts';
import { certificateCheck } from './certificate-check.ts';
import type { CheckContext, EngineFacts } from './check.ts';
import { judgeSkew, judgeSync } from './clock-check.ts';
import { judgeMajors, majorOf } from './database-image-check.ts';
import { judgePlaces, judgeSpace } from './disk-check.ts';
import { judgeDns } from './dns-check.ts';
import { edgeCheck } from './edge-check.ts';
import { engineCheck, isAtLeast } from './engine-check.ts';
import { judgeNames, judgeProfiles, judgeTwice, judgeUrl } from './env-check.ts';
import { judgeKernel } from './kernel-check.ts';
import { mountedFilesCheck } from './mounted-files-check.ts';
import { judgePort, judgeWay, portsOf } from './ports-check.ts';
import { programSettingsCheck } from './program-settings-check.ts';
import { parseEngine } from './read-engine.ts';
import { secretsCheck } from './secrets-check.ts';

const engine: EngineFacts = {
  version: '20.10.24+dfsg1',
  composeVersion: '2.40.3-3',
  isPodman: false,
  isRootless: false,
  rootDir: '/var/lib/docker',
  cpus: 2,
  memoryBytes: 16 * 2 ** 30,
  missingLimits: [],
  isLocal: true,
};
const context = (facts: Partial<EngineFacts> | null, env = ''): CheckContext => ({
  dir: '/deployment',
  isSetUp: true,
  settings: parseSettings(env),
  engine: facts === null ? null : { ...engine, ...facts },
  engineFault: facts === null ? 'no engine here' : '',
  containers: [],
});
const levels = async (found: ReturnType<typeof engineCheck.run>) => (await found).map(({ level }) => level);

it('compares versions by number, whatever stands after them', () => {
  expect(isAtLeast('20.10.24+dfsg1', '20.10')).toBe(true);
  expect(isAtLeast('20.9', '20.10')).toBe(false);
  expect(isAtLeast('28.2', '20.10')).toBe(true);
});

it('wants an engine and compose of a certain age, and limits that count', async () => {
  expect(await levels(engineCheck.run(context({})))).toEqual(['ok', 'ok']);
  expect(await levels(engineCheck.run(context(null)))).toEqual(['fault']);
  expect(
    await levels(
      engineCheck.run(context({ version: '19.3', composeVersion: null, missingLimits: ['memory'] })),
    ),
  ).toEqual(['fault', 'fault', 'fault']);
});

it('reads what docker info says of limits and of where the engine runs', () => {
  const info = {
    ServerVersion: '28.0',
    Name: 'here',
    NCPU: 4,
    MemTotal: 1,
    MemoryLimit: false,
    CpuCfsQuota: true,
  };
  expect(parseEngine(JSON.stringify(info), null, 'here')).toMatchObject({
    missingLimits: ['memory'],
    isLocal: true,
  });
  expect(parseEngine(JSON.stringify(info), null, 'elsewhere').isLocal).toBe(false);
});

it('names Podman, whose versions are no versions of Docker, and says what works', async () => {
  const said = '{"Server":{"Components":[{"Name":"Podman Engine","Version":"4.3.1"}]}}';
  const facts = parseEngine(JSON.stringify({ ServerVersion: '4.3.1' }), '2.40.3', 'here', said);
  const [finding, ...more] = await engineCheck.run(context(facts));
  expect(finding).toMatchObject({ level: 'fault', message: 'Podman 4.3.1 answers in place of Docker' });
  expect(finding?.fix).toContain('install it beside Podman, also rootless');
  expect(more).toEqual([]);
});

it('says of a rootless engine which ports it may not listen on', async () => {
  const facts = parseEngine(
    JSON.stringify({ ServerVersion: '28.0', SecurityOptions: ['name=rootless'] }),
    '2.40.3',
    'here',
  );
  const found = async (env: string) =>
    (await engineCheck.run(context(facts, env))).map(({ level, message }) => [level, message]);
  expect((await found(''))[2]).toEqual([
    'warning',
    'the engine is rootless, and may not listen on 80, 443 unless the kernel lets it',
  ]);
  expect((await found('HTTP_PORT=8080\nHTTPS_PORT=8443'))[2]).toEqual(['ok', 'rootless']);
});

it('refuses an image of another major version of MongoDB than the one that runs', () => {
  expect(majorOf(['PATH=/bin', 'MONGO_VERSION=7.0.14'], 'mongo:latest')).toBe(7);
  expect([majorOf([], 'registry.lan:5000/mongo:8.0-noble'), majorOf([], 'registry.lan:5000/mongo')]).toEqual([
    8,
    null,
  ]);
  expect(judgeMajors(8, 8).level).toBe('ok');
  expect(judgeMajors(null, 8).level).toBe('ok');
  expect(judgeMajors(7, 8)).toMatchObject({ level: 'fault', fix: expect.stringContaining('--force') });
  expect(judgeMajors(6, 8)).toMatchObject({
    level: 'fault',
    fix: expect.stringContaining('one major version at a time'),
  });
  expect(judgeMajors(8, 7)).toMatchObject({
    level: 'fault',
    message: expect.stringContaining('does not open'),
  });
});

it('adds up the limits of all containers, three of each database with ha', () => {
  const gib = 2 ** 30;
  expect(memoryOfAll(parseSettings('')) / gib).toBe(14.4375);
  expect(memoryOfAll(parseSettings('COMPOSE_PROFILES=ha')) / gib).toBe(14.4375 + 10 + 0.375);
});

it('warns of memory that is promised twice, and refuses processors and memory that are not there', async () => {
  expect(await levels(capacityCheck.run(context({ memoryBytes: 2 ** 30 })))).toEqual(['fault', 'ok']);
  expect(await levels(capacityCheck.run(context({ memoryBytes: 8 * 2 ** 30 })))).toEqual(['warning', 'ok']);
  expect(await levels(capacityCheck.run(context({ cpus: 1 })))).toEqual(['ok', 'fault']);
  expect(await levels(capacityCheck.run(context({}, 'MONGO_CACHE_GB=3.5')))).toEqual(['ok', 'ok', 'warning']);
});

it('wants Redis to be full before its container is', async () => {
  const judge = async (env: string) => (await levels(capacityCheck.run(context({}, env)))).slice(2);
  expect(await judge('REDIS_MEMORY=1g\nREDIS_MAXMEMORY=768mb')).toEqual([]);
  expect(await judge('REDIS_MEMORY=1g\nREDIS_MAXMEMORY=900mb')).toEqual(['warning']);
  expect(await judge('REDIS_MEMORY=512m\nREDIS_MAXMEMORY=768mb')).toEqual(['fault']);
});

it.each([
  [1e9, 'fault'],
  [10e9, 'warning'],
  [50e9, 'ok'],
])('calls %d bytes of free disk %s', (free, level) => expect(judgeSpace('/', free).level).toBe(level));

it('looks at each file system once, and says of which it could not', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'places-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const room = { leastBytes: 1, comfortableBytes: 2, fix: 'make room' };
  const [here, again, gone] = [directory, join(directory, '.'), join(directory, 'gone')];
  const found = await judgePlaces(
    [
      { path: here, what: 'the volume one' },
      { path: again, what: 'the volume two' },
      { path: gone, what: 'the volume three' },
    ],
    room,
    new Set(),
  );
  expect(found.map(({ level, message }) => [level, message.replace(/^.* GB/, '')])).toEqual([
    ['ok', ' free in the volume one'],
    ['unknown', expect.stringContaining('the volume three could not be looked at')],
  ]);
  expect(judgeSpace('the volume one', 5e8, { ...room, leastBytes: 1e9 }).level).toBe('fault');
});

it('says that nginx does not take what there is, in its own words and no more of them', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'edge-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'secrets/last-good'), { recursive: true });
  const nginx = { service: 'nginx', state: 'running' } as CheckContext['containers'][number]; // no more is looked at
  const given = { ...context({}), dir, containers: [nginx] };
  expect(await levels(edgeCheck.run(given))).toEqual(['ok']);
  const said = `nginx: [emerg] unknown directive "nonsense"\n\u001b[31mred ${'x'.repeat(5_000)}`;
  writeFileSync(join(dir, 'secrets/last-good/refused'), said);
  const [found] = await edgeCheck.run(given);
  expect(found).toMatchObject({ level: 'fault', message: expect.stringContaining('unknown directive') });
  expect(found?.message).not.toContain('\u001b');
  expect(found?.message.length).toBeLessThan(800);
  expect(await edgeCheck.run({ ...given, containers: [] })).toEqual([]);
});

it('finds the name where it should be', () => {
  const facts = { host: 'a.example.com', isAcme: true, resolved: ['10.0.0.1'], local: ['10.0.0.1'] };
  expect(judgeDns(facts).level).toBe('ok');
  expect(judgeDns({ ...facts, resolved: [] }).level).toBe('fault');
  expect(judgeDns({ ...facts, resolved: [], isAcme: false }).level).toBe('warning');
  expect(judgeDns({ ...facts, resolved: ['192.0.2.1'] }).level).toBe('warning');
});

it.each([
  [null, 'ok'],
  ['EADDRINUSE', 'fault'],
  ['EADDRNOTAVAIL', 'fault'],
  ['EACCES', 'unknown'],
])('judges a port that answers %s', (code, level) =>
  expect(judgePort({ port: 443, flag: '--https-port' }, code).level).toBe(level),
);

it('looks at the ports of databases where they are exposed', () => {
  const numbers = (env: string) => portsOf(parseSettings(env)).map(({ port }) => port);
  expect(numbers('HTTP_PORT=8080')).toEqual([8080, 443]);
  expect(numbers('COMPOSE_FILE=docker-compose.yml:deploy/expose.yml')).toEqual([80, 443, 3000, 6379, 27017]);
});

it('warns of ports that an authority, or an address of version 6, does not lead to', () => {
  const judge = (env: string) => judgeWay(parseSettings(env)).map(({ fix }) => fix);
  const acme = 'TLS_MODE=acme\nPUBLIC_HOST=a.example.com\n';
  expect(judge(acme)).toEqual([]);
  expect(judge(`${acme}HTTP_PORT=8080`)).toEqual([expect.stringContaining('--http-port 80')]);
  expect(judge('PUBLIC_HOST=fd00::7')).toEqual(['init with --bind ::']);
  expect(judge('PUBLIC_HOST=fd00::7\nBIND_ADDRESS=::')).toEqual([]);
});

it('never calls a clock right that it could not ask about', () => {
  expect([judgeSync('yes'), judgeSync('no'), judgeSync('')].map(({ level }) => level)).toEqual([
    'ok',
    'warning',
    'unknown',
  ]);
  expect(judgeSkew('u', 10_000, 10_400, 10_600).level).toBe('ok');
  expect(judgeSkew('u', 10_000, 100_000, 100_200)).toMatchObject({
    level: 'fault',
    message: expect.stringContaining('89.0 s'),
  });
  expect(judgeSkew('u', 100_000, 10_000, 10_200).level).toBe('fault');
});

it('knows names that were meant for it, and leaves those of others alone', () => {
  const found = judgeNames(['HTTPS_PROT', 'SAGACITY_LOG_LEVEL', 'JAVA_HOME', 'HTTP_PORT']);
  expect(found.map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
    'HTTPS_PROT in .env is not known; did you mean HTTPS_PORT?',
    'SAGACITY_LOG_LEVEL in .env does not reach the containers; write it into config/sagacity.toml',
  ]);
});

it('names a setting that stands twice, and a profile that nobody has', () => {
  const text = 'HTTP_PORT=80\n# HTTPS_PORT=1\nHTTPS_PORT=443\n export HTTPS_PORT = 8443\n';
  expect(judgeTwice(text).map(({ message }) => message)).toEqual([
    'HTTPS_PORT stands more than once in .env; the last counts',
  ]);
  const judge = (COMPOSE_PROFILES: string) => judgeProfiles({ COMPOSE_PROFILES });
  expect(judge('ha, tls').concat(judge(''))).toEqual([]);
  expect(judge('hha').map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
    'COMPOSE_PROFILES names hha, which no service of this stack has; did you mean ha?',
  ]);
});

it('finds a public address that an edit of host or port left behind', () => {
  const judge = (env: string) => judgeUrl(parseSettings(env)).map(({ level }) => level);
  expect(judge('PUBLIC_URL=https://a.lan:8443\nPUBLIC_HOST=a.lan\nHTTPS_PORT=8443')).toEqual([]);
  expect(judge('PUBLIC_URL=https://a.lan\nPUBLIC_HOST=a.lan\nHTTPS_PORT=9443')).toEqual(['warning']);
});

it('warns of kernel settings that slow Redis down', () => {
  expect(judgeKernel('1', 'always [madvise] never').map(({ level }) => level)).toEqual(['ok']);
  expect(judgeKernel('0', '[always] madvise never').map(({ level }) => level)).toEqual([
    'warning',
    'warning',
  ]);
  expect(judgeKernel(null, null).map(({ level }) => level)).toEqual(['unknown']);
});

/** A directory with everything that is mounted. */
function mountedFiles(): string {
  const dir = mkdtempSync(join(tmpdir(), 'checks-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const path of ['nginx', 'docker', 'config/nginx']) {
    mkdirSync(join(dir, path), { recursive: true });
    chmodSync(join(dir, path), 0o755);
  }
  for (const path of ['nginx/run.sh', 'docker/redis.conf', 'docker/redis-start.sh', 'config/sagacity.toml']) {
    writeFileSync(join(dir, path), '');
    chmodSync(join(dir, path), 0o644);
  }
  return dir;
}

it('finds a mounted file that was deleted, and the directory that Docker made in its place', async () => {
  const dir = mountedFiles();
  const found = async (isSetUp = true) =>
    (await mountedFilesCheck.run({ ...context({}), dir, isSetUp })).map(({ level, message, fix }) => [
      level,
      message,
      fix,
    ]);
  rmSync(join(dir, 'config/sagacity.toml'));
  const again = 'sagacity deploy init writes it';
  expect(await found()).toEqual([['fault', 'config/sagacity.toml is not there', again]]);
  expect((await found(false))[0]?.[0]).toBe('ok');
  mkdirSync(join(dir, 'config/sagacity.toml'), { mode: 0o755 });
  expect(await found()).toEqual([
    [
      'fault',
      'config/sagacity.toml is a directory, in place of the file',
      `rmdir config/sagacity.toml; then ${again}`,
    ],
  ]);
  rmSync(join(dir, 'config/sagacity.toml'), { recursive: true });
  rmSync(join(dir, 'docker/redis.conf'));
  expect((await found()).map(([, message, fix]) => `${message}: ${fix}`)).toContain(
    'docker/redis.conf is not there: bring it back from the repository: git checkout -- docker/redis.conf',
  );
});

it('finds mounted files that the users of containers cannot read', async () => {
  const dir = mountedFiles();
  expect(await levels(mountedFilesCheck.run({ ...context({}), dir }))).toEqual(['ok']);
  chmodSync(join(dir, 'nginx/run.sh'), 0o640);
  chmodSync(join(dir, 'nginx'), 0o750);
  const [finding] = await mountedFilesCheck.run({ ...context({}), dir });
  expect(finding?.message).toBe('containers cannot read nginx, nginx/run.sh');
  expect(finding?.fix).toContain('chmod -R a+rX');
});

it('finds what the program would not start with in its settings, and where', async () => {
  const dir = mountedFiles();
  const found = async (text: string) => {
    writeFileSync(join(dir, 'config/sagacity.toml'), text);
    return (await programSettingsCheck.run({ ...context({}), dir })).map(({ level, message }) => [
      level,
      message,
    ]);
  };
  expect(await found('logLevel = "DEBUG"\n[session]\nrefreshDays = 7\n')).toEqual([
    ['ok', 'config/sagacity.toml can be read'],
  ]);
  expect(await found('[llmm]\nfoo = 1\n')).toEqual([
    ['fault', expect.stringContaining('config/sagacity.toml: llmm.foo: no such setting')],
  ]);
  expect(await found('[session]\nrefreshDays = 0\n')).toEqual([
    ['fault', expect.stringContaining('session.refreshDays')],
  ]);
  expect(await found('x = [[')).toEqual([['fault', expect.stringMatching(/\(file\): line 1, column \d+/)]]);
});

it('finds a secret that containers cannot read, and a directory that others can enter, with the command for each', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'checks-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'secrets'), { mode: 0o700 });
  for (const name of primarySecretNames)
    writeFileSync(join(dir, 'secrets', name), primarySecrets[name].generate(), { mode: 0o444 });
  const fixes = async () =>
    (await secretsCheck.run({ ...context({}), dir })).map(({ level, fix }) => `${level}: ${fix}`);
  chmodSync(join(dir, 'secrets/signing_secret'), 0o400);
  expect(await fixes()).toEqual(['fault: chmod 444 secrets/signing_secret']);
  chmodSync(join(dir, 'secrets'), 0o755);
  expect(await fixes()).toEqual(['fault: chmod 700 secrets']);
});

it('lets up make a new certificate of its own in place of one that has ended, and of nobody else', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'checks-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'secrets/tls'), { recursive: true });
  const clock = { now: () => Date.now() - 400 * 86_400_000 };
  const { caPem, certificatePem, privateKeyPem } = await issueSelfSigned({
    hosts: ['localhost'],
    days: 397,
    clock,
  });
  for (const [name, content] of [
    ['ca.crt', caPem],
    ['fullchain.pem', certificatePem],
    ['privkey.pem', privateKeyPem],
  ] as const)
    writeFileSync(join(dir, 'secrets/tls', name), content);
  const found = async (env: string) =>
    (await certificateCheck.run({ ...context({}, env), dir })).map(({ level, mendedBy }) => [
      level,
      mendedBy,
    ]);
  expect(await found('TLS_MODE=self-signed\nPUBLIC_HOST=localhost')).toEqual([['fault', 'up']]);
  expect((await found('TLS_MODE=own\nPUBLIC_HOST=localhost'))[0]).toEqual(['fault', undefined]);
});
