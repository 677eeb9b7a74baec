import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Part } from './document-types.ts';
import {
  type AnyDocument,
  defineEntity,
  type Entity,
  type Filter,
  type Found,
  type Sort,
  type Update,
} from './port.ts';

const runs = defineEntity({
  name: 'runs',
  schema: z.object({
    _id: z.string(),
    state: z.enum(['queued', 'done']),
    attempt: z.int(),
    at: z.date().nullable(),
    tags: z.array(z.string()),
    steps: z.array(z.object({ id: z.string(), cost: z.number() })),
    config: z.object({ depth: z.int(), asOf: z.string().optional() }),
    notes: z.record(z.string(), z.string()),
    details: z.record(z.string(), z.unknown()),
    decision: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('rated'), rating: z.string() }),
      z.object({ kind: z.literal('unrated'), because: z.string() }),
    ]),
  }),
  indexes: [],
});
type Run = z.infer<typeof runs.schema>;

const filterOf = (filter: Filter<Run>) => filter;
const updateOf = (update: Update<Run>) => update;
const sortOf = (sort: Sort<Run>) => sort;

it('takes the fields of the schema, at any depth', () => {
  filterOf({
    _id: 'a',
    state: { $in: ['queued'] },
    at: null,
    tags: 'x',
    'steps.id': 's',
    'steps.0.cost': { $gt: 1 },
  });
  filterOf({
    'config.depth': { $gte: 2 },
    'notes.any': 'x',
    'details.any.where': 1,
    'decision.rating': 'buy',
  });
  filterOf({ $or: [{ state: 'done' }, { $nor: [{ attempt: 3 }] }], steps: { $elemMatch: { id: 's' } } });
  updateOf({
    $set: { state: 'done', 'config.asOf': undefined, 'steps.0': { id: 's', cost: 1 } },
    $inc: { attempt: 1 },
  });
  updateOf({
    $push: { tags: { $each: ['a'], $slice: -5 } },
    $pull: { steps: { id: 's' } },
    $unset: { at: true },
  });
  sortOf({ 'config.depth': -1, _id: 1 });
});

it('does not compile with a misspelt field', () => {
  // @ts-expect-error: no such field
  filterOf({ stat: 'done' });
  // @ts-expect-error: no such field of a part
  filterOf({ 'config.dept': 2 });
  // @ts-expect-error: no such field of a list's documents
  filterOf({ 'steps.name': 's' });
  // @ts-expect-error: no such field inside a choice
  filterOf({ $or: [{ stat: 'done' }] });
  // @ts-expect-error: no such field of an element
  filterOf({ steps: { $elemMatch: { name: 's' } } });
  // @ts-expect-error: no such field
  updateOf({ $set: { stat: 'done' } });
  // @ts-expect-error: no such field
  updateOf({ $unset: { stat: true } });
  // @ts-expect-error: no such field of an element
  updateOf({ $pull: { steps: { name: 's' } } });
  // @ts-expect-error: no such field
  sortOf({ createdAt: 1 });
});

it('does not compile with a value the field never holds, nor with an operator outside the subset', () => {
  // @ts-expect-error: no such state
  filterOf({ state: 'finished' });
  // @ts-expect-error: no such state
  filterOf({ state: { $in: ['finished'] } });
  // @ts-expect-error: not in the subset
  filterOf({ state: { $regex: 'd' } });
  // @ts-expect-error: text in place of a number
  updateOf({ $set: { 'config.depth': 'two' } });
  // @ts-expect-error: a text is not counted up
  updateOf({ $inc: { state: 1 } });
  // @ts-expect-error: a list of texts
  updateOf({ $push: { tags: 1 } });
});

it('knows any path of a document whose fields nobody declared', () => {
  const anything: Filter<AnyDocument> = { whatever: { $gt: 1 }, 'some.where': null };
  expectTypeOf(anything).toExtend<Filter>();
});

it('gives of a narrowed document only what was asked for, and takes no path that leads into a list', async () => {
  type Narrow = Found<Run, 'state' | 'config.depth' | 'decision.rating'>;
  expectTypeOf<Narrow>().toHaveProperty('state').toEqualTypeOf<'queued' | 'done'>();
  expectTypeOf<Narrow['config']>().toExtend<{ depth?: number } | undefined>();
  expectTypeOf<Narrow>().toHaveProperty('_id');
  expectTypeOf<Narrow>().not.toHaveProperty('attempt');
  expectTypeOf<Found<Run, never>>().toEqualTypeOf<Run>();
  const find = (_fields: readonly Part<Run>[]) => undefined;
  find(['steps', 'decision.because']);
  // @ts-expect-error: through a list
  find(['steps.id']);
  // @ts-expect-error: no such field
  find(['stat']);
});

it('takes an entity of one kind where any will do', () => {
  expectTypeOf(runs).toExtend<Entity>();
});
