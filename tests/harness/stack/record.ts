import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One line of the table in docs/reliability.md. */
export interface FaultRecord {
  readonly fault: string;
  /** Requests that failed of those sent while the fault lasted; null where none were sent. */
  readonly requests: { readonly sent: number; readonly failed: number } | null;
  /** Live events lost and seen twice by a follower; null where none was followed. */
  readonly events: { readonly lost: number; readonly doubled: number } | null;
  /** Completed model calls made again; null where no model was called. */
  readonly repeatedCalls: number | null;
  /** From the fault until all was well again. */
  readonly recoveryMs: number | null;
  /** What else was counted, and what answered slower than usual. */
  readonly note: string;
  /** Whether the engine hit is a stand-in for the one named in the compose file. */
  readonly standIn?: boolean;
}

const file = join(import.meta.dirname, '../../.cache/faults.jsonl');

/** Keeps the counts of one fault for `npm run reliability`, which writes the table. */
export function record(line: FaultRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
