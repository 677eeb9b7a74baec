import type { Redis } from 'ioredis';

/**
 * With `socketTimeout` ioredis leaves a connection on which a command has waited so long for a byte, as when the other machine is gone:
 * TCP would go on for minutes. But the timer of a connection that was lost runs on, and would end the next one, which is well.
 */
export function leaveSilent<R extends Redis>(redis: R): R {
  const timed = redis as unknown as { socketTimeoutTimer: NodeJS.Timeout | undefined }; // private
  redis.on('close', () => {
    clearTimeout(timed.socketTimeoutTimer);
    timed.socketTimeoutTimer = undefined;
  });
  return redis;
}
