import { section } from '@sagacity/platform/config/section';
import { z } from 'zod';
import { defineSections } from '../define-sections.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Services } from '../services.ts';
import { greetings } from './documents.ts';

export const greetingSections = defineSections({
  greetings: section(
    { postmen: z.int().min(1).max(9).default(2).describe('Greetings delivered at the same time.') },
    'Greetings',
  ),
});

export const greetingJobs: JobKind<Services, { greetingId: string }> = {
  name: 'greetings',
  payload: z.object({ greetingId: z.string() }),
  concurrency: (config) => greetingSections.of(config).greetings.postmen,
  async work({ store, actor }, { greetingId }) {
    if (actor.kind !== 'job') throw new Error('a job acts as one');
    await store.collection(greetings).updateOne({ _id: greetingId }, { $set: { isDelivered: true } });
  },
};
