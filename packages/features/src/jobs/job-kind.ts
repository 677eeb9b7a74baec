import type { Config } from '@sagacity/platform/config/index';
import type { z } from 'zod';
import type { Ctx } from '../context.ts';

/** One kind of work that waits in a queue. `S` is what the work needs, `P` what a job of it carries. */
export interface JobKind<S, P = unknown> {
  /** Of its queue, and what several of it are called: `runs`. */
  readonly name: string;
  /** Checked before the work begins; a job that does not fit has failed. */
  readonly payload: z.ZodType<P>;
  /** How many a process works on at the same time. */
  concurrency(config: Config): number;
  /** As `JobQueue.work`: to be ended soon after `signal` aborts; a throw fails the attempt. */
  work(ctx: S & Ctx, payload: P, signal: AbortSignal): Promise<void>;
}
