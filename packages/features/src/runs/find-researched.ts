import { type InstrumentView, instrumentIdSchema, marketSchema } from '@sagacity/contracts/instruments';
import { AppError, plainForm } from '@sagacity/kernel';
import type { Filter, Store } from '@sagacity/platform/store/port';
import { type RunDocument, runEntity } from './documents.ts';

/** One read each. */
const atMost = 1_000;

const longestName = 200;

const folded = (text: string): string => plainForm(text, longestName).toLowerCase();
const named = ({ id, name }: InstrumentView, text: string): boolean =>
  [id, name?.en, name?.zh].some((part) => part !== undefined && folded(part).includes(text));

/**
 * Ids of the instruments whose runs are meant by a text: the one it spells (`CN:600519`), else all among the runs of `whose` that have it
 * in their code or name. The index leads from one instrument to the next, however many runs each has. Of more than 1,000, those whose code
 * begins with the text; throws VALIDATION_FAILED when none does.
 */
export async function findResearched(
  store: Pick<Store, 'collection'>,
  whose: Filter<RunDocument>,
  text: string,
): Promise<string[]> {
  const spelled = instrumentIdSchema.safeParse(text.toUpperCase());
  if (spelled.success) return [spelled.data];
  const wanted = folded(text);
  const all = await walk(store, whose, { from: '', before: afterAll });
  if (all !== null) return all.filter((one) => named(one, wanted)).map(({ id }) => id);
  const begun: string[] = [];
  for (const market of marketSchema.options) {
    const code = `${market}:${wanted.toUpperCase()}`;
    const found = await walk(store, whose, { from: code, before: `${code}${afterAll}` });
    begun.push(...(found ?? []).map(({ id }) => id));
  }
  if (begun.length > 0) return begun;
  throw new AppError(
    'VALIDATION_FAILED',
    `instrument: there are more than ${atMost} to look through; write it as MARKET:CODE, e.g. CN:600519`,
  );
}

/** Behind every id that begins alike. */
const afterAll = '\uffff';

/** The instruments of the runs from one id on and before another; null beyond 1,000. */
async function walk(
  store: Pick<Store, 'collection'>,
  whose: Filter<RunDocument>,
  { from, before }: { readonly from: string; readonly before: string },
): Promise<InstrumentView[] | null> {
  const found: InstrumentView[] = [];
  while (found.length <= atMost) {
    const last = found.at(-1)?.id;
    const after = last === undefined ? { $gte: from } : { $gt: last };
    const next = await store
      .collection(runEntity)
      .findOne(
        { ...whose, 'instrument.id': { ...after, $lt: before } },
        { sort: { 'instrument.id': 1, createdAt: -1, _id: -1 }, fields: ['instrument'] },
      );
    if (next === null) return found;
    found.push(next.instrument);
  }
  return null;
}
