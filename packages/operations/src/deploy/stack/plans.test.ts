import { expect, it } from 'vitest';
import { describeAction, type Plan } from '../plan.ts';
import { planDown } from './plan-down.ts';
import { planRestart } from './plan-restart.ts';
import { parseScale, planScale } from './plan-scale.ts';
import { planUp, type UpInput } from './plan-up.ts';
import { allUp, container, services, stackOf } from './stack.fixture.ts';

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
      certificate: [],
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

it('starts what is down before it replaces what serves', () => {
  const dead = { state: 'exited', health: 'none', exitCode: 137 } as const;
  const containers = allUp.map((one) => (one.service === 'backend' ? { ...one, ...dead } : one));
  const steps = up({ stack: stackOf(containers), outdated: ['worker'] });
  expect(steps[0]?.[1]).toBe('docker compose up -d --no-deps --no-build backend');
  expect(steps.slice(1).flat().join('\n')).toContain('worker');
});

it('lets go on what was paused, which nothing can replace, and then replaces it', () => {
  const containers = allUp.map((one) => (one.id === 'worker-2-id' ? { ...one, state: 'paused' } : one));
  const goesOn = ['Paused, goes on: t-worker-2', 'docker unpause worker-2-id'];
  expect(up({ stack: stackOf(containers) })[0]).toEqual(goesOn);
  expect(shown(planRestart(stackOf(containers), ['worker'], timeoutMs))[0]).toEqual(goesOn);
});

const write = { do: 'write', path: 'config/nginx/nginx.conf', mode: 0o644, content: 'x' } as const;
const nginx = { path: write.path, state: 'changed', action: write } as const;

it('tests a changed nginx.conf in the nginx that runs before it takes the place of the old one', () => {
  expect(up({ nginx })[0]).toEqual([
    'Configuration of nginx',
    'write config/nginx/nginx.conf (0644, 1 bytes)',
  ]);
  expect(up({ nginx, stack: stackOf(allUp) })[0]?.slice(1)).toEqual([
    'write config/nginx/nginx.conf.next (0644, 1 bytes)',
    'docker compose exec -T nginx nginx -t -q -c /etc/nginx/site/nginx.conf.next',
    'mv config/nginx/nginx.conf.next config/nginx/nginx.conf',
    "docker compose exec -T nginx sh -c 'kill -HUP 1'",
  ]);
});

it('writes a new certificate before the configuration that it is tested with, and says what devices must do', () => {
  const certificate = [{ do: 'write', path: 'secrets/tls/ca.crt', mode: 0o444, content: 'x' } as const];
  const steps = up({ certificate, nginx, stack: stackOf(allUp) });
  expect(steps.map(([title]) => title)).toEqual([
    'New certificate',
    'Configuration of nginx',
    'Answer through nginx',
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

const ill = { health: 'unhealthy' } as const;

it('replaces those that are ill first and waits for none of them, so that a cure gets in', () => {
  const sick = [
    container('backend', 1),
    container('backend', 2, ill),
    container('backend', 3, { state: 'exited', exitCode: 1 }),
  ];
  const stack = { ...stackOf(sick), services: [{ ...services[0]!, replicas: 3 }] };
  const { steps } = planRestart(stack, ['backend'], timeoutMs);
  expect(steps.map(({ title }) => title.split(',')[0])).toEqual([
    'Replace t-backend-3',
    'Replace t-backend-2',
    'Replace t-backend-1',
  ]);
  const before = ['backend-1-id', 'backend-2-id', 'backend-3-id'];
  expect(steps.map(({ actions }) => actions[1])).toEqual([
    expect.objectContaining({ expected: { backend: 1 }, except: before }),
    expect.objectContaining({ expected: { backend: 2 }, except: before }),
    expect.objectContaining({ expected: { backend: 3 }, except: before }),
  ]);
  expect(steps[0]?.actions.map((action) => action.do)).toEqual(['run', 'wait-healthy', 'run', 'run']);
});

const illDatabase = (service: string) =>
  allUp.map((one) => (one.service === service ? { ...one, ...ill } : one));

it('makes a new container in place of one that is ill: what runs unchanged, compose leaves as it is', () => {
  expect(up({ stack: stackOf(illDatabase('redis')) })).toEqual([
    [
      'Databases',
      'docker compose up -d --no-deps --no-build --force-recreate redis',
      'wait until healthy: redis=1 (at most 60 s)',
    ],
    ask,
  ]);
});

it('replaces one backend that is ill and leaves the other', () => {
  const sick = allUp.map((one) => (one.id === 'backend-2-id' ? { ...one, ...ill } : one));
  const steps = up({ stack: stackOf(sick) });
  expect(steps.map(([title]) => title)).toEqual(['Replace t-backend-2, 1 of 1', 'Answer through nginx']);
  expect(steps[0]?.slice(1, 3)).toEqual([
    'docker compose up -d --no-deps --no-recreate --no-build --scale backend=3 backend',
    'wait until healthy: backend=1 (at most 60 s)',
  ]);
});

it('makes workers anew at once when all of them only start again and again', () => {
  const looping = allUp.map((one) => (one.service === 'worker' ? { ...one, state: 'restarting' } : one));
  expect(up({ stack: stackOf(looping) })[0]).toEqual([
    'Program and pages',
    'docker compose up -d --no-deps --no-build --force-recreate worker',
    'wait until healthy: worker=2 (at most 60 s)',
  ]);
});

it('waits for a database that is still starting, and does not begin its start again', () => {
  const starting = allUp.map((one) =>
    one.service === 'mongodb' ? { ...one, health: 'starting' as const } : one,
  );
  expect(up({ stack: stackOf(starting) })[0]?.[1]).toBe('docker compose up -d --no-deps --no-build mongodb');
});

it('takes a changed secret to everything that reads it: users of the database first, then one program at a time', () => {
  const stale = [
    'mongodb-init-1-id',
    'redis-1-id',
    'backend-1-id',
    'backend-2-id',
    'worker-1-id',
    'worker-2-id',
  ];
  const steps = up({ stack: stackOf(allUp, stale) });
  expect(steps.map(([title]) => title)).toEqual([
    'Databases',
    'Replica set and users of the database',
    'Replace t-backend-1, 1 of 2',
    'Replace t-backend-2, 2 of 2',
    'Replace t-worker-1, 1 of 2',
    'Replace t-worker-2, 2 of 2',
    'Answer through nginx',
  ]);
  expect(steps[1]?.[1]).toContain('--force-recreate mongodb-init');
});

it('starts what has ended well, as an engine that was killed leaves it', () => {
  const ended = allUp.map((one) => ({ ...one, state: 'exited', health: 'none' as const }));
  expect(up({ stack: stackOf(ended) }).map(([title]) => title)).toEqual([
    'Databases',
    'Program and pages',
    'Way in',
    'Answer through nginx',
  ]);
});

it('cures the databases before a restart of what needs them', () => {
  const titles = (containers: typeof allUp, stale?: string[]) =>
    planRestart(stackOf(containers, stale), [], timeoutMs).steps.map(({ title }) => title.split(',')[0]);
  expect(titles(illDatabase('redis'))[0]).toBe('Restart redis');
  expect(titles(allUp, ['mongodb-init-1-id'])[0]).toBe('Restart mongodb-init');
  expect(titles(allUp)[0]).toBe('Replace t-backend-1');
});

it('restarts what only starts again and again', () => {
  const looping = allUp.map((one) => (one.service === 'redis' ? { ...one, state: 'restarting' } : one));
  expect(planRestart(stackOf(looping), ['redis'], timeoutMs).steps).toHaveLength(1);
});

const tooMany = [
  container('backend', 1, ill),
  container('backend', 2),
  container('backend', 3),
  ...allUp.filter(({ service }) => service !== 'backend'),
];

it('leaves outdated backends to compose when none of them runs', () => {
  const stopped = allUp.map((one) => (one.service === 'backend' ? { ...one, state: 'exited' } : one));
  expect(up({ stack: stackOf(stopped), outdated: ['backend'] })[0]).toEqual([
    'Program and pages',
    'docker compose up -d --no-deps --no-build backend',
    'wait until healthy: backend=2 (at most 60 s)',
  ]);
});

it('rolls towards the number that is wanted: what an interrupted one left is not replaced', () => {
  expect(up({ stack: stackOf(tooMany), outdated: ['backend'] }).map(([title]) => title)).toEqual([
    'Fewer of backend from 3 to 2',
    'Replace t-backend-2, 1 of 2',
    'Replace t-backend-3, 2 of 2',
    'Answer through nginx',
  ]);
});

it('tells nginx of a backend that is too many before it goes', () => {
  expect(up({ stack: stackOf(tooMany) })).toEqual([
    [
      'Fewer of backend from 3 to 2',
      'wait until healthy: backend=2 (at most 60 s)',
      'nginx: send requests to all backends but backend-1-id',
      'wait 1500 ms',
      'docker stop backend-1-id',
      'docker rm backend-1-id',
      'nginx: send requests to every backend',
    ],
    ask,
  ]);
});

it('takes away what was switched off', () => {
  const left = [...allUp, container('certbot', 1), container('sentinel-1', 1)];
  expect(up({ stack: stackOf(left) })).toEqual([
    [
      'Switched off: certbot, sentinel-1',
      'docker stop certbot-1-id sentinel-1-1-id',
      'docker rm certbot-1-id sentinel-1-1-id',
    ],
    ask,
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

const scale = (words: string[], containers = allUp) =>
  planScale(stackOf(containers), parseScale(words), timeoutMs);

it('adds replicas beside those that serve and keeps the number', () => {
  const plan = scale(['backend=3']);
  expect(shown(plan)[0]).toEqual([
    'More of backend from 2 to 3',
    'docker compose up -d --no-deps --no-recreate --no-build --scale backend=3 backend',
    'wait until healthy: backend=3 (at most 60 s)',
    'nginx: send requests to every backend',
  ]);
  expect(shown(plan)[1]).toEqual(['Keep backend=3 in .env', 'set in .env: BACKEND_REPLICAS=3']);
});

it('stops those that are ill before the youngest', () => {
  const containers = [container('backend', 1, ill), container('backend', 2), container('backend', 3)];
  expect(shown(scale(['backend=1'], containers))[0]).toEqual([
    'Fewer of backend from 3 to 1',
    'wait until healthy: backend=1 (at most 60 s)',
    'nginx: send requests to all backends but backend-1-id, backend-3-id',
    'wait 1500 ms',
    'docker stop backend-1-id backend-3-id',
    'docker rm backend-1-id backend-3-id',
    'nginx: send requests to every backend',
  ]);
});

it('adds none by starting one that has stopped in place of one that serves', () => {
  const stopped = { state: 'exited' } as const;
  const containers = [
    container('backend', 1, stopped),
    container('backend', 2, stopped),
    container('backend', 3),
  ];
  expect(shown(scale(['backend=2'], containers)).map(([title]) => title)).toEqual([
    'Fewer of backend from 3 to 2',
    'More of backend from 1 to 2',
  ]);
});

it('keeps each number as soon as it runs', () => {
  const { steps } = scale(['backend=3', 'worker=4']);
  expect(steps.map(({ title }) => title)).toEqual([
    'More of backend from 2 to 3',
    'Keep backend=3 in .env',
    'More of worker from 2 to 4',
    'Keep worker=4 in .env',
  ]);
  expect(steps[3]?.actions).toEqual([{ do: 'set', values: { WORKER_REPLICAS: '4' } }]);
});

it('only keeps the number of what does not run', () => {
  const { steps, notes } = scale(['backend=3'], [container('backend', 1, { state: 'exited' })]);
  expect(steps.map(({ title }) => title)).toEqual(['Keep backend=3 in .env']);
  expect(notes).toEqual(['backend is not running; it starts with: sagacity deploy up']);
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
  const input = { project: 't', held: ['t_mongodb_data'], volumes: true, containers: [] };
  expect(() => planDown({ ...input, confirmed: undefined })).toThrow('--confirm t');
  expect(() => planDown({ ...input, confirmed: 'T' })).toThrow('--confirm t');
  expect(shown(planDown({ ...input, confirmed: 't' }))[0]?.[1]).toBe(
    "docker compose -p t --profile '*' down --remove-orphans --volumes",
  );
  expect(shown(planDown({ ...input, volumes: false, confirmed: undefined }))[0]?.[1]).not.toContain(
    '--volumes',
  );
});

it('stops the way in first and the databases last', () => {
  const input = { project: 't', held: [], volumes: false, confirmed: undefined, containers: allUp };
  expect(shown(planDown(input))).toEqual([
    ['Stop the way in', 'docker stop nginx-1-id'],
    [
      'Stop programs and pages',
      'docker stop backend-1-id backend-2-id frontend-1-id worker-1-id worker-2-id',
    ],
    ['Stop t; its data stays', "docker compose -p t --profile '*' down --remove-orphans"],
  ]);
});
