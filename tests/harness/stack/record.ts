import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One line of the table in docs/reliability.md. */
export interface FaultRecord {
  /** What was done, as an operator would say it. */
  readonly fault: string;
  /** Requests sent while the fault lasted and failed of them; null where none were sent. */
  readonly requests: { readonly sent: number; readonly failed: number } | null;
  /** Live events lost and seen twice by a follower; null where none was followed. */
  readonly events: { readonly lost: number; readonly doubled: number } | null;
  /** Completed model calls made again; null where no model was called. */
  readonly repeatedCalls: number | null;
  /** From the fault until all was well again; null where nothing had to recover. */
  readonly recoveryMs: number | null;
  /** The slowest answer, what was refused, what a person would notice. */
  readonly note: string;
  /** The engine hit, where the test's image may be a stand-in for the one the compose file names: nginx, redis or mongodb. */
  readonly engine: 'nginx' | 'redis' | 'mongodb' | null;
}

export const faultFile = join(import.meta.dirname, '../../.cache/faults.jsonl');

/** Keeps what was counted; `npm run reliability` writes the table from it. */
export function record(line: FaultRecord): void {
  mkdirSync(dirname(faultFile), { recursive: true });
  appendFileSync(faultFile, `${JSON.stringify(line)}\n`);
}
