import type { RunSummary } from '@sagacity/contracts/runs';
import type { Filter, Found, Page } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import { type RunDocument, runEntity, streamOf } from './documents.ts';
import { progressOf } from './progress-of.ts';

/** All a summary shows but how far the run has come. */
const fields = [
  'ownerId',
  'ownerName',
  'instrument',
  'config',
  'status',
  'usage',
  'createdAt',
  'startedAt',
  'finishedAt',
  'failure',
  'decision.kind',
  'decision.rating',
  'decision.confidence',
  'decision.risk',
  'decision.target',
] as const;
type Kept = Found<RunDocument, (typeof fields)[number]>;
type Steps = RunDocument['steps'];

/** A page of runs as lists show them, newest first, as they are stored: not yet held against the schema. */
export async function readSummaries(
  ctx: Pick<Ctx, 'store' | 'clock'>,
  filter: Filter<RunDocument>,
  paging: { readonly limit: number; readonly after: string | null },
): Promise<Page<Omit<RunSummary, 'decision'> & { readonly decision: unknown }>> {
  const runs = ctx.store.collection(runEntity);
  const { items, next } = await runs.page(filter, { ...paging, fields, sort: { createdAt: -1 } });
  const open = items.filter(({ status }) => status !== 'succeeded').map(({ _id }) => _id);
  const found = open.length === 0 ? [] : await runs.find({ _id: { $in: open } }, { fields: ['steps'] });
  const stepsOf = new Map(found.map(({ _id, steps }) => [_id, steps]));
  const nowMs = ctx.clock.now();
  return { items: items.map((run) => summaryOf(run, stepsOf.get(run._id) ?? [], nowMs)), next };
}

const summaryOf = ({ _id, ...run }: Kept, steps: Steps, nowMs: number) => ({
  ...run,
  ...progressOf({ ...run, steps }, nowMs),
  id: _id,
  decision: run.decision ?? null,
  stream: streamOf(_id),
});
