import { z } from 'zod';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Services } from '../services.ts';
import { greetings } from './documents.ts';

export const greetingJobs: JobKind<Services, { greetingId: string }> = {
  name: 'greetings',
  payload: z.object({ greetingId: z.string() }),
  concurrency: () => 2,
  async work({ store, actor }, { greetingId }) {
    if (actor.kind !== 'job') throw new Error('a job acts as one');
    await store.collection(greetings).updateOne({ _id: greetingId }, { $set: { isDelivered: true } });
  },
};
