import { expect, it, vi } from 'vitest';
import { LastingRedis } from './lasting-redis.ts';
import { replicated } from './replicated.ts';

/** A client behind sentinels that is never connected: what it would say of its replicas and connections is given. */
function clientThat(...answers: { copies: number; connections: number }[]) {
  let connections = 1;
  const wait = vi.fn(async () => {
    const answer = answers.shift() ?? { copies: 1, connections };
    connections = answer.connections;
    return answer.copies;
  });
  const redis: LastingRedis = Object.create(LastingRedis.prototype, {
    connections: { get: () => connections },
    wait: { value: wait },
  });
  return { redis, wait };
}

it('resolves when a replica has the write', async () => {
  const { redis, wait } = clientThat();
  expect(await replicated(redis, async () => 'written')).toBe('written');
  expect(wait).toHaveBeenCalledExactlyOnceWith(1, 500);
});

it('writes again when the connection changed meanwhile, as the new master may not have it', async () => {
  const { redis } = clientThat({ copies: 2, connections: 2 });
  const write = vi.fn(async () => 'written');
  expect(await replicated(redis, write)).toBe('written');
  expect(write).toHaveBeenCalledTimes(2);
});

it('fails when no replica has it in time', async () => {
  const { redis } = clientThat({ copies: 0, connections: 1 });
  await expect(replicated(redis, async () => 'written')).rejects.toThrow('no replica took the write');
});
