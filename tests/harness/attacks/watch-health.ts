import { setTimeout } from 'node:timers/promises';
import { requestFrom } from './request-from.ts';

export interface Watch {
  /** The longest that anybody else waited for the program so far, in ms. */
  stop(): Promise<number>;
}

const everyMs = 50;

/** Asks from another address, over and over, whether the program lives. */
export function watchHealth(url: string): Watch {
  let isOver = false;
  let longestMs = 0;
  const watching = (async () => {
    while (!isOver) {
      const { status, ms } = await requestFrom('127.0.0.9', `${url}/api/health/live`);
      longestMs = Math.max(longestMs, status === 200 ? ms : Number.POSITIVE_INFINITY);
      await setTimeout(everyMs);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      return longestMs;
    },
  };
}
