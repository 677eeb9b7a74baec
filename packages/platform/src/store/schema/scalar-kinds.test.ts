import { expect, it } from 'vitest';
import { z } from 'zod';
import { scalarKinds } from './scalar-kinds.ts';

const schema = z.object({
  _id: z.string(),
  name: z.string().min(1).default('x').readonly(),
  at: z.date().nullish(),
  state: z.enum(['a', 'b']),
  level: z.literal([1, 'top', null]),
  tags: z.array(z.string()),
  either: z.union([z.string(), z.array(z.string())]),
  deep: z.object({ n: z.number() }).optional(),
  prices: z.record(z.string(), z.number()),
  loose: z.looseObject({ n: z.number() }),
  kind: z.discriminatedUnion('type', [
    z.object({ type: z.literal('x'), x: z.number() }),
    z.object({ type: z.literal('y'), x: z.string() }),
  ]),
  free: z.unknown(),
  made: z.string().transform(Number),
});

it.each([
  ['name', ['string']],
  ['at', ['date', 'null']],
  ['state', ['string']],
  ['level', ['null', 'number', 'string']],
  ['deep.n', ['null', 'number']],
  ['prices.x', ['null', 'number']],
  ['loose.n', ['number']],
  ['kind.type', ['string']],
  ['kind.x', ['number', 'string']],
  ['name.x', ['null']],
])('proves %s to hold %j', (path, kinds) => {
  expect([...(scalarKinds(schema, path.split('.')) ?? [])].sort()).toEqual(kinds);
});

it.each(['tags', 'tags.x', 'either', 'deep', 'loose.other', 'nowhere', 'free', 'free.x', 'made'])(
  'proves nothing of %s',
  (path) => {
    expect(scalarKinds(schema, path.split('.'))).toBeNull();
  },
);
