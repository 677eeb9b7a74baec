import { onTestFinished } from 'vitest';
import type { ApiClient } from '../api-client.ts';
import { type LoadResult, startLoad } from './load.ts';

export interface TrafficResult {
  readonly reads: LoadResult;
  /** Requests that change something, which nginx never sends a second time. */
  readonly writes: LoadResult;
}

const reads = ['/api/runs', '/api/me', '/', '/api/instruments?q=nebula'].map((path) => ({
  path,
}));
const writes = [{ method: 'POST', path: '/api/ws/ticket' } as const];

/**
 * What people do to the whole stack: reads of the API and the pages, and writes, each at its constant rate, at most until the test is
 * over. `expects`: statuses that are no failure in this test.
 */
export function startTraffic(
  { url, token }: ApiClient,
  perSecond = { reads: 20, writes: 8 },
  expects: readonly number[] = [],
) {
  const reading = startLoad({ url, token, perSecond: perSecond.reads, requests: reads, expects });
  const writing = startLoad({ url, token, perSecond: perSecond.writes, requests: writes, expects });
  const stop = async (): Promise<TrafficResult> => {
    const [readResult, writeResult] = await Promise.all([reading.stop(), writing.stop()]);
    return { reads: readResult, writes: writeResult };
  };
  onTestFinished(async () => void (await stop()));
  return { stop };
}

/** How the reads and the writes of a test went, for its line in the table. */
export const counted = ({ reads, writes }: TrafficResult) => ({
  requests: { sent: reads.sent, failed: reads.failed },
  writes: `${writes.failed} of ${writes.sent} writes failed${kindsOf(writes)}${reads.failed > 0 ? `, reads${kindsOf(reads)}` : ''}`,
  slowest: `slowest answer ${(Math.max(reads.maxMs, writes.maxMs) / 1000).toFixed(1)} s`,
});

const kindsOf = ({ failures }: LoadResult): string => {
  const kinds = Object.entries(failures).map(([kind, count]) => `${count} × ${kind}`);
  return kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
};
