import type { Container } from '../../docker/parse-containers.ts';
import { parseSettings } from '../settings/read-settings.ts';
import type { Service, Stack } from './read-stack.ts';

export const container = (service: string, number: number, values: Partial<Container> = {}): Container => ({
  id: `${service}-${number}-id`,
  name: `t-${service}-${number}`,
  service,
  number,
  state: 'running',
  health: 'healthy',
  exitCode: 0,
  outOfMemory: false,
  restarts: 0,
  startedAt: '2026-11-23T18:00:00Z',
  image: 'redis:7-alpine',
  version: null,
  memoryLimitBytes: 0,
  cpuLimit: 0,
  configHash: 'hash',
  imageId: 'sha256:1',
  workingDir: '',
  publishedPorts: [],
  publishedOn: [],
  ...values,
});

const service = (name: string, replicas = 1, isBuilt = false): Service => ({
  name,
  image: isBuilt ? `tradingagents-${name === 'worker' ? 'backend' : name}:1` : `${name}:1`,
  isBuilt,
  replicas,
  isOnDemand: name === 'tools',
  secretFiles: [],
});

export const services: readonly Service[] = [
  service('backend', 2, true),
  service('frontend', 1, true),
  service('mongodb'),
  { ...service('mongodb-init'), image: 'tradingagents-backend:1' },
  service('nginx'),
  service('redis'),
  service('tools'),
  service('worker', 2, true),
];

/** What runs when everything of `services` is up. */
export const allUp: readonly Container[] = [
  container('backend', 1),
  container('backend', 2),
  container('frontend', 1),
  container('mongodb', 1),
  container('mongodb-init', 1, { state: 'exited', health: 'none' }),
  container('nginx', 1),
  container('redis', 1),
  container('worker', 1),
  container('worker', 2),
];

export const stackOf = (containers: readonly Container[], stale: readonly string[] = []): Stack => ({
  dir: '/deployment',
  settings: parseSettings(''),
  project: 't',
  services,
  containers,
  stale,
});
