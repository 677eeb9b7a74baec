import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

/** By the schedule's name. */
const scheduleRoundSchema = z.object({ _id: z.string(), endedAt: z.date() });

/** When a schedule that follows the wall clock had its last round: another leader knows by it what is due. */
export const scheduleRounds = defineEntity<z.output<typeof scheduleRoundSchema>>({
  name: 'schedule_rounds',
  schema: scheduleRoundSchema,
  indexes: [],
});
