export { type LeadOptions, leadSchedules, type Scheduler } from './lead-schedules.ts';
export { listSchedules } from './list-schedules.ts';
export type { Schedule, Term } from './schedule.ts';
