import { AppError } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { isRefusal, onRedis } from './connect-redis.ts';

const reply = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
const thrownBy = (error: unknown) =>
  onRedis('job queue', () => Promise.reject(error)).catch((thrown: unknown) => thrown);

it.each([
  'NOAUTH Authentication required.',
  'WRONGPASS invalid username-password pair or user is disabled.',
  "NOPERM this user has no permissions to run the 'set' command",
  'ERR AUTH <password> called without any password configured for the default user.',
  'ERR max number of clients reached',
  'EXECABORT Transaction discarded because of previous errors.',
  'BUSY Redis is busy running a script.',
  "OOM command not allowed when used memory > 'maxmemory'.",
])('is away when it answers %s', async (message) => {
  expect(isRefusal(reply(message))).toBe(true);
  expect(await thrownBy(reply(message))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

it('is not away when the command was wrong', async () => {
  const wrong = reply('WRONGTYPE Operation against a key holding the wrong kind of value');
  expect(await thrownBy(wrong)).toBe(wrong);
});

it('names no address when a connection fails', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 172.21.0.3:6379'), { code: 'ECONNREFUSED' });
  const thrown = await thrownBy(refused);
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject({
    message: 'job queue: Redis does not answer (ECONNREFUSED)',
    cause: refused,
  });
});
