import type { Store } from '@sagacity/platform/store/port';
import type { CallTerms, PastDecision } from '@sagacity/research/memory/port';
import { type RunDocument, reportEntity, runEntity } from './documents.ts';

const atMost = 3;

export interface RecallDecisions {
  readonly ownerId: string;
  /** Instrument id. */
  readonly instrument: string;
  /** `YYYY-MM-DD`: only decisions as of an earlier day, whenever they were made. */
  readonly before: string;
}

/** The owner's earlier rated decisions on the instrument, newest day first, at most three, of each day the one made last, with the terms its report set. */
export async function recallDecisions(
  store: Pick<Store, 'collection'>,
  { ownerId, instrument, before }: RecallDecisions,
): Promise<PastDecision[]> {
  const runs = store.collection(runEntity);
  const past: PastDecision[] = [];
  while (past.length < atMost) {
    const run = await runs.findOne(
      {
        ownerId,
        'instrument.id': instrument,
        status: 'succeeded',
        'decision.kind': 'rated',
        'config.asOf': { $lt: past.at(-1)?.asOf ?? before },
      },
      { sort: { 'config.asOf': -1, createdAt: -1 } },
    );
    if (run?.decision?.kind !== 'rated') break;
    past.push({
      runId: run._id,
      asOf: run.config.asOf,
      rating: run.decision.rating,
      ...(await termsOf(store, run)),
    });
  }
  return past;
}

async function termsOf(store: Pick<Store, 'collection'>, { _id, config }: RunDocument): Promise<CallTerms> {
  const report = (await store.collection(reportEntity).findOne({ _id }))?.report;
  const close = report?.facts.find(({ id }) => id === 'market.close')?.value;
  const decision = report?.decision.kind === 'rated' ? report.decision : undefined;
  return {
    horizon: config.horizon,
    close: typeof close === 'number' ? close : null,
    stop: decision?.stop?.price ?? null,
    target: decision?.target?.price ?? null,
  };
}
