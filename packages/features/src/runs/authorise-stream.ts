import type { Ctx } from '../context.ts';
import { getOwnRun } from './get-own-run.ts';

/** Whether the actor may follow an event stream: `run:<id>` of a run it may see, nothing else. Throws NOT_FOUND when not. */
export async function authoriseRunStream(ctx: Ctx, stream: string): Promise<void> {
  await getOwnRun(ctx, stream.startsWith('run:') ? stream.slice('run:'.length) : '');
}
