import type { Log } from './log.ts';

const nothing = () => undefined;

/** Writes nothing: for commands that print their own progress, and for tests. */
export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warning: nothing,
  error: nothing,
  critical: nothing,
  child: () => silentLog,
};
