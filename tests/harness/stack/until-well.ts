import { setTimeout } from 'node:timers/promises';
import type { ApiClient } from '../api-client.ts';
import { until } from './until.ts';

/** How long a fault lasts; nothing is waited for. */
export const lapse = (ms: number): Promise<void> => setTimeout(ms);

/** Resolves when a backend says three times in a row, so most likely each of them, that all its components are well. */
export function untilWell(client: ApiClient, timeoutMs = 120_000): Promise<true> {
  let times = 0;
  const ask = async () => {
    const { status } = await client.call('health').catch(() => ({ status: 'down' }));
    times = status === 'ok' ? times + 1 : 0;
    return times === 3 && (true as const);
  };
  return until('every component is well', ask, { timeoutMs, everyMs: 200 });
}
