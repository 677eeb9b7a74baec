import type { Redis } from 'ioredis';
import { defineScript } from '../../redis/define-script.ts';
import { checkPriority } from '../check-priority.ts';
import type { NewJob } from '../port.ts';
import type { QueueKeys } from './names.ts';

/**
 * BullMQ orders by one number and has no groups in its open edition. So the number holds our level (the port's priority) and a turn of
 * fair queueing: an owner's jobs get consecutive turns from the queue's present one, and equal turns go by age.
 */
const turnsPerLevel = 65_536;

const bullPriority = (level: number, turn: number): number => 1 + level * turnsPerLevel + turn;
const levelOf = (bull: number): number => Math.floor((bull - 1) / turnsPerLevel);
const turnOf = (bull: number): number => (bull - 1) % turnsPerLevel;

/** BullMQ's score of a waiting job: its priority, then a counter in the low 32 bits. */
const scoreOf = (bull: number): number => bull * 2 ** 32;

const restAfterMs = 10_000;
const rememberMs = 86_400_000;

/** Turns begin at 0 again after a level has stood empty; the pause leaves time for jobs that have a turn but are not added yet. */
const reserve = defineScript(`
if redis.call('EXISTS', KEYS[1], KEYS[2]) > 0 then return {0, -1} end
local created = redis.call('SET', KEYS[3], 1, 'NX', 'PX', 5000) and 1 or 0
if ARGV[4] == '1' then return {created, 0} end
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local at = tonumber(redis.call('HGET', KEYS[5], 'at') or ms)
if ms - at > ${restAfterMs} and redis.call('ZCOUNT', KEYS[4], ARGV[2], ARGV[3]) == 0 then redis.call('DEL', KEYS[5]) end
local turn = tonumber(redis.call('HGET', KEYS[5], 'now') or 0)
local last = redis.call('HGET', KEYS[5], 'owner:' .. ARGV[1])
if last and tonumber(last) + 1 > turn then turn = tonumber(last) + 1 end
if turn >= ${turnsPerLevel} then turn = ${turnsPerLevel - 1} end
if created == 1 then
  redis.call('HSET', KEYS[5], 'owner:' .. ARGV[1], turn, 'at', ms)
  redis.call('PEXPIRE', KEYS[5], ${rememberMs})
end
return {created, turn}`);

/**
 * The number to add the job with, null when there is one with its id. `created` is true for one of all simultaneous callers; each adds
 * the job, so that it exists when the first to do so was killed, and BullMQ ignores all but the first.
 */
export async function reserveTurn(
  redis: Redis,
  keys: QueueKeys,
  job: NewJob,
): Promise<{ created: boolean; priority: number | null }> {
  const { id, ownerId, delayMs = 0 } = job;
  const priority = checkPriority(job);
  const range = [scoreOf(bullPriority(priority, 0)), `(${scoreOf(bullPriority(priority + 1, 0))}`];
  const reply = await reserve(
    redis,
    [keys.job(id), keys.cancelled(id), keys.creating(id), keys.prioritized, keys.turns(priority)],
    [ownerId, ...range, delayMs > 0 ? '1' : '0'],
  );
  const [created, turn] = reply as [number, number];
  return { created: created === 1, priority: turn < 0 ? null : bullPriority(priority, turn) };
}

/**
 * Moves the level's turn on to the started job's; replies whether the job is cancelled. A turn is used up by beginning: however the job
 * comes back to waiting, of its level it then runs first.
 */
const begin = defineScript(`
if tonumber(ARGV[1]) > tonumber(redis.call('HGET', KEYS[1], 'now') or 0) then
  redis.call('HSET', KEYS[1], 'now', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ${rememberMs})
end
if redis.call('EXISTS', KEYS[3]) == 1 then redis.call('HSET', KEYS[3], 'priority', ARGV[2]) end
return redis.call('EXISTS', KEYS[2])`);

export async function beginTurn(
  redis: Redis,
  keys: QueueKeys,
  id: string,
  bull: number,
): Promise<{ cancelled: boolean }> {
  const level = levelOf(bull);
  const places = [keys.turns(level), keys.cancelled(id), keys.job(id)];
  const reply = await begin(redis, places, [turnOf(bull), bullPriority(level, 0)]);
  return { cancelled: reply === 1 };
}

const giveBack = defineScript(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('HINCRBY', KEYS[1], ARGV[1], -1) end`);

/** Lets the owner's next job have a turn one earlier, for one of theirs that was cancelled before it began. */
export async function returnTurn(
  redis: Redis,
  keys: QueueKeys,
  { ownerId, bull }: { ownerId: string; bull: number },
): Promise<void> {
  await giveBack(redis, [keys.turns(levelOf(bull))], [`owner:${ownerId}`]);
}
