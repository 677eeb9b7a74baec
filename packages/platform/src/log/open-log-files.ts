import { mkdir, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { closeToOthers } from '../files/make-private.ts';
import { openLogFile } from './open-log-file.ts';
import { livingMs, removeOldLogs } from './remove-old-logs.ts';

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

/** Lines name accounts and addresses: nobody else's to read. */
const mode = 0o600;

/**
 * `tradingagents.log` with every line (100 MB, five older ones kept) and `tradingagents_error.log` with errors alone (50 MB, three
 * kept). Removes the files of processes that are gone but for the latest, and marks its own as alive. A directory that cannot be written
 * is a trouble, not a failure.
 */
export async function openLogFiles(options: LogFilesOptions): Promise<LogFiles> {
  const { directory, role, hostName = hostname() } = options;
  const owner = role === 'all' ? '' : `-${role}-${hostName.replaceAll(/[^\w.-]/g, '_')}`;
  const names = { all: `tradingagents${owner}.log`, errors: `tradingagents_error${owner}.log` };
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => undefined);
  await removeOldLogs(directory, Object.values(names));
  const { createStream } = await import('rotating-file-stream');
  const append = (name: string, size: string, rotate: number) => () => {
    closeToOthers(join(directory, name), mode);
    return createStream(name, { path: directory, size, rotate, mode });
  };
  const all = openLogFile({ open: append(names.all, '100M', 5) });
  const errors = openLogFile({ open: append(names.errors, '50M', 3) });
  const alive = setInterval(() => {
    const now = new Date();
    utimes(join(directory, names.all), now, now).catch(() => undefined); // not there: a line that cannot be written makes no file
  }, livingMs / 4).unref();
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
      clearInterval(alive);
      await Promise.all([all.close(), errors.close()]);
    },
  };
}
