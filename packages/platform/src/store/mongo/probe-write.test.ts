import { clockAt } from '@sagacity/testkit/clock-at';
import { type Db, MongoServerError } from 'mongodb';
import { expect, it, vi } from 'vitest';
import { createWriteProbe } from './probe-write.ts';

function open() {
  let nowMs = 0;
  const updateOne = vi.fn(async () => undefined as unknown);
  const db = { collection: () => ({ updateOne }) } as unknown as Db;
  const pulse = { isFull: false };
  const probe = createWriteProbe(
    db,
    clockAt(() => nowMs),
    pulse,
  );
  return { updateOne, pulse, probe: () => probe(1_000), pass: (ms: number) => (nowMs += ms) };
}

it('writes once in ten seconds while writes are taken', async () => {
  const { updateOne, probe, pass } = open();
  for (let second = 0; second < 10; second++, pass(1_000)) expect(await probe()).toBeNull();
  expect(updateOne).toHaveBeenCalledTimes(1);
  await probe();
  expect(updateOne).toHaveBeenCalledTimes(2);
});

it('says why a write is refused, and tries each time until one is taken', async () => {
  const { updateOne, probe, pass } = open();
  const full = new MongoServerError({ code: 14_031, errmsg: 'No space left on 172.21.0.3' });
  updateOne.mockRejectedValueOnce(full).mockRejectedValueOnce(new Error('timed out'));
  expect(await probe()).toBe('MongoDB has no disk space left; make room on its volume; reads go on');
  expect(await probe()).toBe('MongoDB took no write within 1000 ms; reads go on');
  pass(1);
  expect(await probe()).toBeNull();
  expect(updateOne).toHaveBeenCalledTimes(3);
});

it('does not wait for a write that hangs, and says so once it is known', async () => {
  const { updateOne, probe } = open();
  let fail: (error: Error) => void = () => {};
  updateOne.mockImplementationOnce(() => new Promise((_resolve, reject) => (fail = reject)));
  expect(await probe()).toBeNull();
  expect(await probe()).toBeNull();
  expect(updateOne).toHaveBeenCalledTimes(1);
  fail(new Error('timed out'));
  await vi.waitFor(async () => {
    updateOne.mockImplementationOnce(() => new Promise(() => {}));
    expect(await probe()).toBe('MongoDB took no write within 1000 ms; reads go on');
  });
});

it('asks for room after a change was refused for want of it, until that is taken', async () => {
  const { updateOne, probe, pulse } = open();
  expect(await probe()).toBeNull();
  pulse.isFull = true;
  updateOne.mockRejectedValueOnce(new MongoServerError({ code: 14_031, errmsg: 'full' }));
  expect(await probe()).toMatch(/no disk space left/);
  expect(pulse.isFull).toBe(true);
  expect(await probe()).toBeNull();
  expect(pulse.isFull).toBe(false);
  const padOf = (call: unknown[]) => (call[1] as { $set: { pad?: Buffer } }).$set.pad?.length ?? 0;
  expect((updateOne.mock.calls as unknown[][]).map(padOf)).toEqual([0, 262_144, 262_144]);
});
