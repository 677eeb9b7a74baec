import { type DestinationStream, destination, pino, stdSerializers } from 'pino';
import { formatLine } from './format-line.ts';
import type { Log, LogLevel } from './log.ts';
import type { LogFiles } from './open-log-files.ts';
import { currentRequestId } from './request-scope.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** `json` lines for machines, `text` for people. */
  readonly format: 'json' | 'text';
  /** Where lines go; default standard error, so that standard output stays the program's answer. */
  readonly output?: DestinationStream;
  /** Files that get every line too, always as JSON. */
  readonly files?: Pick<LogFiles, 'write'> | null;
}

const hiddenNames = [
  'password',
  'oneTimePassword',
  'apiKey',
  'token',
  'accessToken',
  'refreshToken',
  'ticket',
  'secret',
  'authorization',
  'cookie',
  '["set-cookie"]',
];
const hiddenPaths = hiddenNames.flatMap((name) => {
  const below = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${below}`, `*.*${below}`];
});

const levelValues = { debug: 20, info: 30, warning: 40, error: 50, critical: 60 };

/** A log of lines `{ level, time, message, requestId?, … }`; times are ISO instants in UTC. */
export function openLog(options: LogOptions): Log {
  const { level, format, output = destination({ fd: 2, sync: true }), files } = options;
  const lines = {
    // Asks pino to leave the level of the line in `lastLevel`.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string) {
      output.write(format === 'text' ? formatLine(line) : line);
      files?.write(line, this.lastLevel >= levelValues.error);
    },
  };
  return pino(
    {
      level: level.toLowerCase(),
      customLevels: levelValues,
      useOnlyCustomLevels: true,
      base: undefined,
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label.toUpperCase() }) },
      serializers: { error: stdSerializers.err },
      redact: { paths: hiddenPaths, censor: '[redacted]' },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId ? { requestId } : {};
      },
    },
    lines,
  ) as unknown as Log; // pino's methods take more shapes than Log declares
}

/** `auto` is text on a terminal and JSON elsewhere. */
export const logFormatOf = (wanted: 'auto' | 'json' | 'text', isTerminal: boolean): 'json' | 'text' => {
  if (wanted !== 'auto') return wanted;
  return isTerminal ? 'text' : 'json';
};
