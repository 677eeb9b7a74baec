export { type Log, type LogLevel, logLevels } from './log.ts';
export { type LogOptions, logFormatOf, openLog } from './open-log.ts';
export { currentRequestId, withRequestId } from './request-scope.ts';
export { silentLog } from './silent-log.ts';
