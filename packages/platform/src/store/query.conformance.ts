import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Collection, defineEntity, type Store } from './port.ts';
import { applyUpdate } from './query/apply-update.ts';
import { document, filter, nonNull, scalar, update } from './query/arbitraries.conformance.ts';
import { compareBy } from './query/compare-by.ts';
import { matches } from './query/matches.ts';
import { narrowDocument } from './query/narrow-document.ts';
import { parseFilter, parsePath } from './query/parse-filter.ts';
import { parseUpdate } from './query/parse-update.ts';

const anything = defineEntity({
  name: 'conformance_anything',
  schema: z.looseObject({ _id: z.string() }),
  indexes: [],
});
const typed = defineEntity({
  name: 'conformance_typed',
  schema: z.object({
    _id: z.string(),
    text: z.string().nullish(),
    amount: z.number().optional(),
    at: z.date().nullish(),
    done: z.boolean().optional(),
    deep: z.object({ text: z.string().optional(), amount: z.number().nullish() }).optional(),
  }),
  indexes: [{ keys: { text: 1 } }, { keys: { amount: -1, at: 1 } }, { keys: { 'deep.amount': 1 } }],
});

const sparse = { requiredKeys: [], noNullPrototype: true };
const text = fc.constantFrom('', 'a', 'b', 'ab', 'é', '\u{10FFFD}x');
const amount = fc.integer({ min: -2, max: 3 });
const at = fc.integer({ min: 1, max: 4 }).map((day) => new Date(Date.UTC(2026, 0, day)));
const typedDocument = fc.record(
  {
    text: fc.option(text),
    amount,
    at: fc.option(at),
    done: fc.boolean(),
    deep: fc.record({ text, amount: fc.option(amount) }, sparse),
  },
  sparse,
);
const path = fc.constantFrom('text', 'amount', 'at', 'done', 'deep.text', 'deep.amount');
const operand = fc.oneof(text, scalar);
const condition = fc.oneof(
  operand,
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand)
    .map(([op, value]) => ({ [op]: value })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 3 }))
    .map(([op, list]) => ({ [op]: list })),
  fc.boolean().map(($exists) => ({ $exists })),
  nonNull.map(($gt) => ({ $not: { $gt } })),
);
const typedFilter = fc.letrec((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(path, condition).map(([key, wanted]) => ({ [key]: wanted })),
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 }))
      .map(([key, parts]) => ({ [key]: parts })),
  ),
})).filter as fc.Arbitrary<Record<string, unknown>>;
const typedSort = fc.dictionary(path, fc.constantFrom(1 as const, -1 as const), { ...sparse, maxKeys: 2 });

const narrowing: fc.Arbitrary<string[]> = fc.oneof(
  fc.uniqueArray(path as fc.Arbitrary<string>, { minLength: 1 }),
  fc.constantFrom<string[]>(['deep'], ['deep', 'at'], ['_id']),
);

type Row = { _id: string } & Record<string, unknown>;
const idsOf = (rows: readonly { _id: string }[]) => rows.map((row) => row._id);
const withIds = (documents: readonly object[]): Row[] =>
  documents.map((fields, i) => ({ _id: `d${String(i).padStart(2, '0')}`, ...fields }));

/** An engine's filters, sorts and updates mean what the matcher, proven against mingo, says they mean. */
export function queryConformance(store: () => Store): void {
  const load = async (target: Collection<Row>, rows: readonly Row[]) => {
    await target.deleteMany({});
    await target.insertMany(rows);
  };
  const chosen = (rows: readonly Row[], wanted: Record<string, unknown>) =>
    rows.filter((row) => matches(row, parseFilter(wanted)));

  beforeAll(() => store().ensure([anything, typed]));

  it('finds by random filters what the matcher finds', { timeout: 60_000 }, async () => {
    const target = store().collection(anything) as Collection<Row>;
    const batch = fc.tuple(
      fc.array(document, { minLength: 5, maxLength: 20 }),
      fc.array(filter, { minLength: 12, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(batch, async ([documents, filters]) => {
        const rows = withIds(documents);
        await load(target, rows);
        for (const wanted of filters)
          expect([wanted, idsOf(await target.find(wanted, { sort: { _id: 1 } }))]).toEqual([
            wanted,
            idsOf(chosen(rows, wanted)),
          ]);
      }),
      { numRuns: 25 },
    );
  });

  it('finds, counts and sorts typed fields, which the engine may do by index', {
    timeout: 60_000,
  }, async () => {
    const target = store().collection(typed) as unknown as Collection<Row>;
    const query = fc.tuple(typedFilter, typedSort);
    const batch = fc.tuple(
      fc.array(typedDocument, { minLength: 10, maxLength: 30 }),
      fc.array(query, { minLength: 20, maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(batch, async ([documents, queries]) => {
        const rows = withIds(documents);
        await load(target, rows);
        for (const [wanted, by] of queries) {
          const sort = { ...by, _id: 1 } as const;
          const expected = chosen(rows, wanted).sort(compareBy(sort));
          expect([wanted, sort, idsOf(await target.find(wanted, { sort }))]).toEqual([
            wanted,
            sort,
            idsOf(expected),
          ]);
          expect(await target.count(wanted)).toBe(expected.length);
          expect(idsOf(await target.find(wanted, { sort, skip: 2, limit: 3 }))).toEqual(
            idsOf(expected).slice(2, 5),
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('reads no more than the fields it is narrowed to, however it finds them', {
    timeout: 60_000,
  }, async () => {
    const target = store().collection(typed) as unknown as Collection<Row>;
    const batch = fc.tuple(
      fc.array(typedDocument, { minLength: 10, maxLength: 20 }),
      fc.array(fc.tuple(fc.oneof(typedFilter, fc.constant({ _id: 'd03' })), typedSort, narrowing), {
        minLength: 20,
        maxLength: 20,
      }),
    );
    await fc.assert(
      fc.asyncProperty(batch, async ([documents, queries]) => {
        const rows = withIds(documents);
        await load(target, rows);
        for (const [wanted, by, fields] of queries) {
          const sort = { ...by, _id: 1 } as const;
          const narrowed = (names: readonly string[]) => {
            const paths = [...new Set(['_id', ...names])].map(parsePath);
            return chosen(rows, wanted)
              .sort(compareBy(sort))
              .map((row) => narrowDocument(row, paths));
          };
          expect([fields, await target.find(wanted, { sort, fields })]).toEqual([fields, narrowed(fields)]);
          if (fields.includes('deep')) continue; // beside `deep.amount` of a sort it is refused
          const page = await target.page(wanted, { sort, fields, limit: 4 });
          expect([fields, sort, page.items]).toEqual([
            fields,
            sort,
            narrowed([...fields, ...Object.keys(sort)]).slice(0, 4),
          ]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('applies random updates as the applier does, and refuses the same', { timeout: 60_000 }, async () => {
    const target = store().collection(anything) as Collection<Row>;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(document, update), { minLength: 10, maxLength: 10 }),
        async (pairs) => {
          const rows = withIds(pairs.map(([stored]) => stored));
          await load(target, rows);
          for (const [i, [, change]] of pairs.entries()) {
            const row = rows[i]!;
            const expected = attempt(() => applyUpdate(row, parseUpdate(change)));
            const done = await target.findOneAndUpdate({ _id: row._id }, change).catch((error) => error.code);
            expect([row, change, done]).toEqual([row, change, expected]);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}
