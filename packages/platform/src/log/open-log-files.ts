import { hostname } from 'node:os';
import { openLogFile } from './open-log-file.ts';
import { removeOldLogs } from './remove-old-logs.ts';

export interface LogFiles {
  /** Never throws and never waits. */
  write(line: string, isError: boolean): void;
  /** Why lines do not get into the files at present; null when they do. */
  trouble(): string | null;
  close(): Promise<void>;
}

export interface LogFilesOptions {
  readonly directory: string;
  /** Processes of a role of their own share the directory: the names carry role and host. */
  readonly role: string;
  readonly hostName?: string;
}

/**
 * `tradingagents.log` with every line (100 MB, five older ones kept) and `tradingagents_error.log` with errors alone (50 MB, three
 * kept). Removes the files of processes gone for 30 days. A directory that cannot be written is a trouble, not a failure.
 */
export async function openLogFiles(options: LogFilesOptions): Promise<LogFiles> {
  const { directory, role, hostName = hostname() } = options;
  const owner = role === 'all' ? '' : `-${role}-${hostName.replaceAll(/[^\w.-]/g, '_')}`;
  const names = { all: `tradingagents${owner}.log`, errors: `tradingagents_error${owner}.log` };
  await removeOldLogs(directory, Object.values(names));
  const { createStream } = await import('rotating-file-stream');
  const all = openLogFile({
    open: () => createStream(names.all, { path: directory, size: '100M', rotate: 5 }),
  });
  const errors = openLogFile({
    open: () => createStream(names.errors, { path: directory, size: '50M', rotate: 3 }),
  });
  return {
    write(line, isError) {
      all.write(line);
      if (isError) errors.write(line);
    },
    trouble() {
      const trouble = all.trouble() ?? errors.trouble();
      return trouble === null ? null : `${directory}: ${trouble}`;
    },
    async close() {
      await Promise.all([all.close(), errors.close()]);
    },
  };
}
