import { defineFeature } from '../define-feature.ts';
import { scheduleRounds } from './documents.ts';

export { type LeadOptions, leadSchedules, type Scheduler } from './lead-schedules.ts';
export type { Schedule, Term } from './schedule.ts';

export const schedulesFeature = defineFeature({ name: 'schedules', entities: [scheduleRounds] });
