import { type InstrumentView, instrumentIdSchema } from '@sagacity/contracts/instruments';
import { AppError, plainForm } from '@sagacity/kernel';
import type { Filter, Store } from '@sagacity/platform/store/port';
import { type RunDocument, runEntity } from './documents.ts';

/** One read each; whoever has more spells the code. */
const atMost = 1_000;

const longestName = 200;

const folded = (text: string): string => plainForm(text, longestName).toLowerCase();
const named = ({ id, name }: InstrumentView, text: string): boolean =>
  [id, name?.en, name?.zh].some((part) => part !== undefined && folded(part).includes(text));

/**
 * Ids of the instruments whose runs are meant by a text: the one it spells (`CN:600519`), else all among the runs of `whose` that have it
 * in their code or name. The index leads from one instrument to the next, however many runs each has. Throws VALIDATION_FAILED beyond 1,000.
 */
export async function findResearched(
  store: Pick<Store, 'collection'>,
  whose: Filter<RunDocument>,
  text: string,
): Promise<string[]> {
  const spelled = instrumentIdSchema.safeParse(text.toUpperCase());
  if (spelled.success) return [spelled.data];
  const runs = store.collection(runEntity);
  const wanted = folded(text);
  const found: string[] = [];
  let last = '';
  for (let seen = 0; seen <= atMost; seen++) {
    const next = await runs.findOne(
      { ...whose, 'instrument.id': { $gt: last } },
      { sort: { 'instrument.id': 1, createdAt: -1, _id: -1 }, fields: ['instrument'] },
    );
    if (next === null) return found;
    last = next.instrument.id;
    if (named(next.instrument, wanted)) found.push(last);
  }
  throw new AppError(
    'VALIDATION_FAILED',
    `instrument: there are more than ${atMost} to look through; write it as MARKET:CODE, e.g. CN:600519`,
  );
}
