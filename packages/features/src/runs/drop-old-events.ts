import type { RunEvent } from '@sagacity/contracts/events';
import type { EventLog } from '@sagacity/platform/events/port';
import type { Schedule } from '../schedules/schedule.ts';
import type { RunServices } from './context.ts';
import { runEntity, streamOf } from './documents.ts';
import { mostEvents } from './tell-end.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A run's page works without its events; a month is long enough to look back at how a run went. */
const keepEventsMs = 30 * day;
/** Who was cut off and comes back within this time gets the text as it was written. */
const keepTextMs = hour;
/** A leader does not know how far the one before it came. */
const lookBackMs = day;
/** From one time it was done to the next; a round that failed is made up for by the one after it. */
const againMs = hour;
const pageSize = 100;

/**
 * Drops events older than a month, and of runs that ended an hour ago the pieces of text that a finished step says again as a whole:
 * they are most of what a run leaves in the log.
 */
export function dropOldEvents({ store, events, clock }: RunServices): Schedule {
  const iso = (ms: number) => new Date(ms).toISOString();
  let doneUntilMs: number | null = null;

  return {
    name: 'runs-old-events',
    everyMs: 60_000,
    async round({ signal }) {
      const untilMs = clock.now() - keepTextMs;
      if (doneUntilMs !== null && untilMs < doneUntilMs + againMs) return;
      const ended = { finishedAt: { $gte: iso(doneUntilMs ?? untilMs - lookBackMs), $lt: iso(untilMs) } };
      await events.trim(iso(clock.now() - keepEventsMs), signal);
      let after: string | null = null;
      do {
        const page: { items: { _id: string }[]; next: string | null } = await store
          .collection(runEntity)
          .page(ended, { sort: { finishedAt: 1 }, limit: pageSize, after });
        for (const { _id } of page.items) {
          if (signal.aborted) return;
          await dropText(events, streamOf(_id));
        }
        after = page.next;
      } while (after !== null);
      if (!signal.aborted) doneUntilMs = untilMs;
    },
  };
}

async function dropText(events: EventLog, stream: string): Promise<void> {
  const told = await events.read<RunEvent>(stream, null, mostEvents);
  const saidAgainAt = new Map<string, number>();
  for (const [at, { event }] of told.entries())
    if (event.type === 'run-step-finished' && event.text) saidAgainAt.set(event.step.id, at);
  const pieces = told.filter(
    ({ event }, at) => event.type === 'run-step-text' && at < (saidAgainAt.get(event.stepId) ?? 0),
  );
  if (pieces.length === 0) return;
  await events.removeEvents(
    stream,
    pieces.map(({ offset }) => offset),
  );
}
