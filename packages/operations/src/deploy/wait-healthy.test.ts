import { expect, it } from 'vitest';
import { container } from './stack/stack.fixture.ts';
import { measureProgress } from './wait-healthy.ts';

it('counts what is well of each service and says what it waits for', () => {
  const containers = [
    container('backend', 1),
    container('backend', 2, { health: 'starting' }),
    container('redis', 1),
  ];
  const progress = measureProgress(containers, { expected: { backend: 2, redis: 1 } });
  expect(progress).toEqual({ line: 'backend 1/2', isDone: false, failed: [] });
});

it('does not count containers that are about to be stopped', () => {
  const containers = [container('backend', 1), container('backend', 2)];
  const wait = { expected: { backend: 2 }, except: ['backend-1-id'] };
  expect(measureProgress(containers, wait).isDone).toBe(false);
  expect(measureProgress([...containers, container('backend', 3)], wait).isDone).toBe(true);
});

it('gives up on what exited badly, and on what starts again and again', () => {
  const exited = container('mongodb-init', 1, { state: 'exited', exitCode: 1 });
  expect(measureProgress([exited], { expected: { 'mongodb-init': 1 } }).failed).toEqual([exited]);
  const looping = container('backend', 1, { health: 'starting', restarts: 9 });
  const wait = { expected: { backend: 1 } };
  expect(measureProgress([looping], wait, new Map([[looping.id, 7]])).failed).toEqual([]);
  expect(measureProgress([looping], wait, new Map([[looping.id, 4]])).failed).toEqual([looping]);
});
