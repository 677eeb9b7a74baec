export { checkTaking } from './check-taking.ts';
export type { JobKind } from './job-kind.ts';
export { type JobWorker, workJobs } from './work-jobs.ts';
