import { expect, it } from 'vitest';
import { listStopped, summarise } from './read-status.ts';
import { allUp, container, services } from './stack.fixture.ts';

it('lists what is wanted and not there, and what is there and no longer wanted', () => {
  const containers = [...allUp.filter(({ service }) => service !== 'redis'), container('certbot', 1)];
  const found = summarise(services, containers, new Map()).map(({ name, well, wanted }) => [
    name,
    well,
    wanted,
  ]);
  expect(found).toContainEqual(['redis', 0, 1]);
  expect(found).toContainEqual(['worker', 2, 2]);
  expect(found.at(-1)).toEqual(['certbot', 1, 0]);
  expect(found.map(([name]) => name)).not.toContain('tools');
});

it('names what stays stopped until somebody starts it; a one-shot that is done is none of it', () => {
  const ended = allUp.map((one) =>
    one.service === 'worker' ? { ...one, state: 'exited', health: 'none' as const } : one,
  );
  expect(listStopped(summarise(services, ended, new Map()))).toEqual(['t-worker-1', 't-worker-2']);
  expect(listStopped(summarise(services, allUp, new Map()))).toEqual([]);
});
