import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobQueue } from './port.ts';

/** What a process under test does until it is killed: works jobs of `runs`, noting the begin and end of each in a file. */
export function logWork(queue: JobQueue, logPath: string): void {
  const note = (line: string) => appendFileSync(logPath, `${line} ${process.pid}\n`);
  queue.work(
    'runs',
    async ({ id }) => {
      note(`begin ${id}`);
      await pause(15);
      note(`end ${id}`);
    },
    { concurrency: 4, leaseMs: 600 },
  );
}
