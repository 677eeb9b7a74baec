import { expect, it } from 'vitest';
import { summarise } from './read-status.ts';
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
