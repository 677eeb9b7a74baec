import { expect, it } from 'vitest';
import { isLost, isWell, parseContainers } from './parse-containers.ts';

/** Recorded from `docker inspect` of engine 20.10 with compose 2.40, cut to what is read and a little more. */
const recorded = (service: string, number: string, state: object, labels: object = {}) => ({
  Id: `${service}${number}`.padEnd(64, '0'),
  Name: `/opprobe-${service}-${number}`,
  Image: 'sha256:fbb871750326c68a1848cb023a4afb11d7e64b2b129d6da9aa28dfd8c0b5307b',
  RestartCount: 0,
  State: {
    Dead: false,
    Error: '',
    ExitCode: 0,
    OOMKilled: false,
    StartedAt: '2026-11-23T18:18:35.539056032Z',
    ...state,
  },
  Config: {
    Image: 'redis:7-alpine',
    Labels: {
      'com.docker.compose.project': 'opprobe',
      'com.docker.compose.service': service,
      'com.docker.compose.container-number': number,
      'com.docker.compose.project.working_dir': '/srv/stocks',
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.config-hash': 'f09f253c92047781989c17789247f9310935d2a2596d2a7e310073695d17ce5b',
      ...labels,
    },
  },
  HostConfig: {
    Memory: 67_108_864,
    NanoCpus: 500_000_000,
    PortBindings:
      service === 'nginx'
        ? { '8443/tcp': [{ HostIp: '0.0.0.0', HostPort: '18443' }], '8080/tcp': null }
        : null,
  },
});
const healthy = { Status: 'running', Health: { Status: 'healthy', FailingStreak: 0, Log: [] } };
const parse = (...containers: object[]) => parseContainers(JSON.stringify(containers));

it('reads service, number, limits, ports and health', () => {
  const [container] = parse(recorded('nginx', '2', healthy, { 'org.opencontainers.image.version': '0.1.0' }));
  expect(container).toMatchObject({
    name: 'opprobe-nginx-2',
    service: 'nginx',
    number: 2,
    health: 'healthy',
    version: '0.1.0',
    workingDir: '/srv/stocks',
    cpuLimit: 0.5,
    memoryLimitBytes: 67_108_864,
    publishedPorts: [18_443],
  });
});

it('orders by service and number, the tenth after the ninth', () => {
  const list = ['10', '9', '1'].map((number) => recorded('backend', number, healthy));
  expect(parse(...list).map(({ number }) => number)).toEqual([1, 9, 10]);
});

it('leaves out containers that somebody ran by hand', () => {
  expect(parse(recorded('backend', '1', healthy, { 'com.docker.compose.oneoff': 'True' }))).toEqual([]);
});

it.each([
  ['backend', healthy, true],
  ['backend', { Status: 'running', Health: { Status: 'unhealthy' } }, false],
  ['backend', { Status: 'running', Health: { Status: 'starting' } }, false],
  ['certbot', { Status: 'running', Health: null }, true],
  ['backend', { Status: 'exited' }, false],
  ['mongodb-init', { Status: 'exited' }, true],
  ['mongodb-init', { Status: 'running' }, false],
  ['mongodb-init', { Status: 'exited', ExitCode: 3 }, false],
])('says whether %s in %j is well', (service, state, expected) => {
  expect(parse(recorded(service, '1', state)).map(isWell)).toEqual([expected]);
});

it('knows what waiting does not mend', () => {
  const [failed] = parse(recorded('mongodb-init', '1', { Status: 'exited', ExitCode: 3 }));
  const [ended] = parse(recorded('mongodb-init', '1', { Status: 'exited' }));
  expect([isLost(failed!), isLost(ended!)]).toEqual([true, false]);
});
