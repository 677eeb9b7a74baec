import { expect, it } from 'vitest';
import { describeAction, type Plan } from '../plan.ts';
import { planDown } from './plan-down.ts';
import { planRestart } from './plan-restart.ts';
import { parseScale, planScale } from './plan-scale.ts';
import { planUp, type UpInput } from './plan-up.ts';
import { allUp, container, stackOf } from './stack.fixture.ts';

const timeoutMs = 60_000;
const shown = (plan: Plan) => plan.steps.map(({ title, actions }) => [title, ...actions.map(describeAction)]);
const up = (input: Partial<UpInput>) =>
  shown(
    planUp({
      stack: stackOf([]),
      missingImages: [],
      outdated: [],
      build: false,
      commit: null,
      timeoutMs,
      nginx: { path: 'config/nginx/nginx.conf', state: 'unchanged', action: null },
      ...input,
    }),
  );
const ask = ['Answer through nginx', 'ask for /health through nginx (at most 30 s)'];

it('starts what others need first, and waits for it', () => {
  expect(up({ missingImages: ['backend', 'worker', 'mongodb-init', 'redis'] })).toEqual([
    ['Pull images', 'docker compose pull redis'],
    ['Build images', 'docker compose build backend'],
    [
      'Databases',
      'docker compose up -d --no-deps --no-build mongodb redis',
      'wait until healthy: mongodb=1 redis=1 (at most 60 s)',
    ],
    [
      'Replica set and users of the database',
      'docker compose up -d --no-deps --no-build mongodb-init',
      'wait until healthy: mongodb-init=1 (at most 60 s)',
    ],
    [
      'Program and pages',
      'docker compose up -d --no-deps --no-build backend frontend worker',
      'wait until healthy: backend=2 frontend=1 worker=2 (at most 60 s)',
    ],
    [
      'Way in',
      'docker compose up -d --no-deps --no-build nginx',
      'wait until healthy: nginx=1 (at most 60 s)',
    ],
    ask,
  ]);
});

it('labels the images it builds with the commit they come from', () => {
  const [first] = up({ missingImages: ['frontend'], commit: '1a2b3c' });
  expect(first).toEqual(['Build images', 'docker compose build --build-arg COMMIT=1a2b3c frontend']);
});

it('leaves alone what already runs as wanted', () => {
  expect(up({ stack: stackOf(allUp) })).toEqual([ask]);
});

it('replaces outdated backends one at a time: nginx forgets each before it is stopped', () => {
  const steps = up({ stack: stackOf(allUp), outdated: ['backend'] });
  expect(steps.map(([title]) => title)).toEqual([
    'Replace t-backend-1, 1 of 2',
    'Replace t-backend-2, 2 of 2',
    'Answer through nginx',
  ]);
  expect(steps[1]).toEqual([
    'Replace t-backend-2, 2 of 2',
    'docker compose up -d --no-deps --no-recreate --no-build --scale backend=3 backend',
    'wait until healthy: backend=2 (at most 60 s)',
    'nginx: send requests to all backends but backend-2-id',
    'wait 1500 ms',
    'docker stop backend-2-id',
    'docker rm backend-2-id',
    'nginx: send requests to every backend',
  ]);
});

it('takes back only what is new and ill when a replacement fails', () => {
  const [step] = planRestart(stackOf(allUp), ['worker'], timeoutMs).steps;
  expect(step?.onFailure).toEqual([
    { do: 'remove-ill', service: 'worker', keep: ['worker-1-id', 'worker-2-id'] },
  ]);
});

it('restarts backend and worker when nothing is named, and says which services have nobody to take over', () => {
  expect(planRestart(stackOf(allUp), [], timeoutMs).steps).toHaveLength(4);
  expect(planRestart(stackOf(allUp), ['redis'], timeoutMs).notes[0]).toContain('redis was away');
  expect(() => planRestart(stackOf(allUp), ['bakend'], timeoutMs)).toThrow('services are: backend');
  expect(() => planRestart(stackOf([]), ['backend'], timeoutMs)).toThrow('backend not running');
});

const env = { envText: '# mine\nBACKEND_REPLICAS=2\n', envMode: 0o600, timeoutMs };
const scale = (words: string[], containers = allUp) => planScale(stackOf(containers), parseScale(words), env);

it('adds replicas beside those that serve and keeps the number', () => {
  const plan = scale(['backend=3']);
  expect(shown(plan)[0]).toEqual([
    'More of backend from 2 to 3',
    'docker compose up -d --no-deps --no-recreate --no-build --scale backend=3 backend',
    'wait until healthy: backend=3 (at most 60 s)',
  ]);
  expect(plan.steps[1]?.actions).toEqual([
    { do: 'write', path: '.env', mode: 0o600, content: '# mine\nBACKEND_REPLICAS=3\n' },
  ]);
});

it('stops those that are ill before the youngest', () => {
  const ill = [
    container('backend', 1, { health: 'unhealthy' }),
    container('backend', 2),
    container('backend', 3),
  ];
  expect(shown(scale(['backend=1'], ill))[0]).toEqual([
    'Fewer of backend from 3 to 1',
    'wait until healthy: backend=1 (at most 60 s)',
    'nginx: send requests to all backends but backend-1-id, backend-3-id',
    'wait 1500 ms',
    'docker stop backend-1-id backend-3-id',
    'docker rm backend-1-id backend-3-id',
    'nginx: send requests to every backend',
  ]);
});

it('has nothing to do for the number that runs', () => {
  expect(scale(['backend=2', 'worker=2']).steps).toEqual([]);
});

it('refuses to scale what it cannot, naming each word', () => {
  const words = ['nginx=2', 'backend=0', 'worker=1e9', 'backend'];
  const thrown = (() => {
    try {
      return parseScale(words);
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { issues: expect.arrayContaining([]) },
  });
  expect((thrown as { details: { issues: string[] } }).details.issues).toHaveLength(4);
});

it('deletes data only when its name was typed', () => {
  const input = { project: 't', held: ['t_mongodb_data'], volumes: true };
  expect(() => planDown({ ...input, confirmed: undefined })).toThrow('--confirm t');
  expect(() => planDown({ ...input, confirmed: 'T' })).toThrow('--confirm t');
  expect(shown(planDown({ ...input, confirmed: 't' }))[0]?.[1]).toContain('--volumes');
  expect(shown(planDown({ ...input, volumes: false, confirmed: undefined }))[0]?.[1]).not.toContain(
    '--volumes',
  );
});
