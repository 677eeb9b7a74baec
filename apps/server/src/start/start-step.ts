import { AppError, messageOf } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';

/** What an operator should do when a step fails without saying so itself. */
const fixes = {
  security: 'Check the files in the keys directory of the data directory.',
  store: 'Check that the data directory is writable and, with mongodb, that store.uri is reachable.',
  copy: 'Finish the copy into this store: the message names its source.',
  indexes: 'Check that the database user may create collections and indexes.',
  keys: 'Put back the encryption key that the store was used with: the message says how.',
  seeds: 'Check the free space and the permissions of the database.',
  routes: 'A door is not declared as it should be: the message names it.',
  worker: 'Check that the queue is reachable.',
  scheduler: 'Check that leases can be taken: the data directory, or Redis.',
  listen: 'Check host and port: another program may use them.',
} as const;
export type StartStep = keyof typeof fixes;

/** Runs one step of the start, logs how long it took, and names the step and the fix when it fails. */
export async function startStep<R>(log: Log, step: StartStep, work: () => R | Promise<R>): Promise<R> {
  const startedMs = performance.now();
  try {
    const result = await work();
    log.info({ step, ms: Math.round(performance.now() - startedMs) }, 'start step done');
    return result;
  } catch (error) {
    log.critical({ step, fix: fixes[step], error }, 'start step failed');
    if (error instanceof AppError) throw error;
    throw new AppError('NOT_READY', `start, ${step}: ${messageOf(error)}. ${fixes[step]}`, { step }, error);
  }
}
