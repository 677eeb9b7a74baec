/** Lowest first; the names operators see in the log and in `logLevel`. */
export const logLevels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
export type LogLevel = (typeof logLevels)[number];

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Fields first, then a fixed sentence. An error goes under the key `error`. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warning: Write;
  readonly error: Write;
  readonly critical: Write;
  /** The same log with fields on every line. */
  child(fields: Readonly<Record<string, unknown>>): Log;
}
