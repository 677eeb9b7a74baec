import type { Log } from '@sagacity/platform/log/log';
import type { RunServices } from './context.ts';
import { reconcileRuns } from './reconcile-runs.ts';

const everyMs = 30_000;
const day = 86_400_000;
/** A run's page works without its events; a month is long enough to look back at how a run went. */
const keepEventsMs = 30 * day;

/** Every 30 s one process, whoever holds the lease, gives stranded runs a job again and drops old events. */
export function keepHouse(services: RunServices, log: Log): { stop(): Promise<void> } {
  const { clock, events, lease } = services;
  const stopping = new AbortController();

  async function round(): Promise<void> {
    const held = await lease.acquire('runs-housekeeping', everyMs * 2);
    if (!held) return;
    try {
      const touched = await reconcileRuns(services);
      if (touched > 0) log.warning({ touched }, 'stranded runs were taken up or ended');
      await events.trim(new Date(clock.now() - keepEventsMs).toISOString());
    } finally {
      await held.release();
    }
  }

  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) => log.error({ error }, 'housekeeping failed; it is tried again'));
      await clock.sleep(everyMs, stopping.signal).catch(() => undefined); // only stopping rejects
    }
  }

  const running = rounds();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
