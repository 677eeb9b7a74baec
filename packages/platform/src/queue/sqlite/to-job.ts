import type { Job, JobState } from '../port.ts';
import type { JobRow } from './queue-tables.ts';

export const toJob = (row: JobRow): Job => ({
  id: row.id,
  queue: row.queue,
  payload: JSON.parse(row.payload),
  ownerId: row.owner_id,
  state: row.state as JobState, // the adapter writes no other value
  attempts: row.attempts,
  failure: row.failure,
});
