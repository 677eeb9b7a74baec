import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ApiClient, ApiFailure } from '../api-client.ts';
import { startWriting } from './write-runs.ts';

/** Answers the first `count` writes with success and refuses the rest. */
const acceptsFirst = (count: number) => {
  let asked = 0;
  const call = async () => {
    if (++asked > count) throw new ApiFailure(503, 'STORE_UNAVAILABLE', 'away');
    return { id: `run_${asked}` };
  };
  return { call } as unknown as ApiClient;
};

describe('startWriting', () => {
  it('counts the time from the last success to the end as a stall', async () => {
    const writing = startWriting(acceptsFirst(1), 20);
    await setTimeout(500);
    const { accepted, refused, stallMs, refusedFromTo } = await writing.stop();
    expect(accepted).toHaveLength(1);
    expect(refused['503 STORE_UNAVAILABLE']).toBe(refusedFromTo.length);
    expect(stallMs).toBeGreaterThan(300);
  });

  it('counts all its time as a stall when no write was answered with success', async () => {
    const writing = startWriting(acceptsFirst(0), 20);
    await setTimeout(300);
    expect((await writing.stop()).stallMs).toBeGreaterThanOrEqual(290);
  });
});
