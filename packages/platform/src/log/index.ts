export { type Log, type LogLevel, logLevels } from './log.ts';
export { type LogOptions, logFormatOf, openLog } from './open-log.ts';
export { type LogFiles, type LogFilesOptions, openLogFiles } from './open-log-files.ts';
export { currentRequestId, withRequestId } from './request-scope.ts';
export { silentLog } from './silent-log.ts';
