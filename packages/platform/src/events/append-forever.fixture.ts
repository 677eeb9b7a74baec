import { writeSync } from 'node:fs';
import type { EventLog } from './port.ts';

/** What a process under test does until it is killed: appends counting up, and says on stdout each number that was acknowledged. */
export async function appendForever(log: EventLog, stream: string, from: number): Promise<never> {
  for (let n = from; ; n++) {
    await log.append(stream, { n });
    writeSync(1, `${n}\n`);
  }
}
