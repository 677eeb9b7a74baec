import type { Writable } from 'node:stream';
import { messageOf } from '@sagacity/kernel';

export interface LogFile {
  /** Never throws and never waits; a line that cannot be kept is counted. */
  write(line: string): void;
  /** Why lines do not get into the file at present; null when they do. Asking tries again when that is due. */
  trouble(): string | null;
  /** Resolves when everything is written, or cannot be. */
  close(): Promise<void>;
}

export interface LogFileOptions {
  /** A new stream that appends to the file; called again after a failure. */
  readonly open: () => Writable;
  readonly nowMs?: () => number;
}

const retryMs = 5_000;
/** More than this unwritten means that the disk does not keep up; further lines are dropped rather than kept in memory. */
const mostUnwrittenBytes = 8 * 1024 * 1024;

/** A file of log lines that fails for itself alone: the program goes on, and the file is written again when it can be. */
export function openLogFile({ open, nowMs = () => Date.now() }: LogFileOptions): LogFile {
  let stream: Writable | null = null;
  let trouble: string | null = null;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let lost = 0;
  let closed = false;

  function put(own: Writable, line: string, onWritten: () => void): void {
    own.write(line, (error) => {
      if (error) lost++;
      else if (own === stream) onWritten();
    });
  }

  function fail(own: Writable, error: unknown): void {
    if (own !== stream) return;
    trouble = messageOf(error);
    stream = null;
    failedAtMs = nowMs();
    own.destroy();
  }

  /** Both ways: a clock that was set back must not put the next attempt off for as long. */
  const isTooSoon = () => Math.abs(nowMs() - failedAtMs) < retryMs;

  /** The stream, a new one when the last has failed and it is time. */
  function current(): Writable | null {
    if (stream || closed || isTooSoon()) return stream;
    let own: Writable;
    try {
      own = open();
    } catch (error) {
      trouble = messageOf(error);
      failedAtMs = nowMs();
      return null;
    }
    own.on('error', (error) => fail(own, error));
    stream = own;
    if (trouble !== null) put(own, resumed(lost), () => settle());
    return own;
  }

  const settle = () => {
    trouble = null;
    lost = 0;
  };
  const resumed = (lines: number) => {
    const fields = { level: 'WARNING', time: new Date(nowMs()).toISOString(), lost: lines };
    // The failure may have cut a line in two: the line end closes it.
    return `\n${JSON.stringify({ ...fields, message: 'the log file is written again' })}\n`;
  };

  return {
    write(line) {
      const own = current();
      if (!own) lost++;
      else if (own.writableLength > mostUnwrittenBytes) {
        lost++;
        trouble = 'the disk does not keep up with the log';
      } else put(own, line, () => trouble !== null && settle());
    },
    trouble() {
      current();
      return trouble === null ? null : `${trouble}; ${lost} line${lost === 1 ? '' : 's'} lost`;
    },
    async close() {
      closed = true;
      const own = stream;
      if (!own || own.destroyed) return;
      await new Promise<void>((resolve) => {
        own.once('close', resolve);
        own.end();
      });
    },
  };
}
