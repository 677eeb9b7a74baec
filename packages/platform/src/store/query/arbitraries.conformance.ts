import fc from 'fast-check';

const plain = { noNullPrototype: true } as const;
const sparse = { requiredKeys: [], noNullPrototype: true };

/** Small pools, so that random filters often meet random documents. */
export const nonNull = fc.oneof(
  fc.constantFrom(true, false),
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom('', 'a', 'b', 'ab'),
  fc.integer({ min: 1, max: 4 }).map((day) => new Date(Date.UTC(2026, 0, day))),
);
export const scalar = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: nonNull },
);

const tree = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.record({ b: tie('value'), c: tie('value') }, sparse),
  nested: fc.oneof({ maxDepth: 2 }, scalar, fc.record({ b: tie('nested'), c: tie('nested') }, sparse)),
}));
export const anyValue = tree.value as fc.Arbitrary<unknown>;
export const listFree = tree.nested as fc.Arbitrary<unknown>;

const set = fc.uniqueArray(scalar, { maxLength: 4, selector: String });
const nonEmptySet = fc.uniqueArray(scalar, { minLength: 1, maxLength: 3, selector: String });

/** Other fields may be missing. Keys come in one order: MongoDB compares embedded documents in order, the oracle does not. */
export const document = fc.record(
  {
    a: anyValue,
    list: fc.array(anyValue, { maxLength: 4 }),
    n: fc.integer({ min: -3, max: 3 }),
    nested: fc.record({ b: listFree, c: listFree }, sparse),
    rows: fc.array(fc.record({ b: scalar, c: nonNull, d: listFree }, sparse), { maxLength: 3 }),
    scalars: fc.array(scalar, { maxLength: 4 }),
    set,
  },
  { requiredKeys: ['list', 'scalars', 'set'], noNullPrototype: true },
) as fc.Arbitrary<Record<string, unknown>>;

const comparison = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    value.map(($eq) => ({ $eq })),
    value.map(($ne) => ({ $ne })),
    fc.array(value, { maxLength: 3 }).map(($in) => ({ $in })),
    fc.array(value, { maxLength: 3 }).map(($nin) => ({ $nin })),
    nonNull.map(($gt) => ({ $gt })),
    nonNull.map(($gte) => ({ $gte })),
    nonNull.map(($lt) => ({ $lt })),
    nonNull.map(($lte) => ({ $lte })),
    fc.record({ $gte: nonNull, $lt: nonNull }, plain),
  );
const presence = fc.boolean().map(($exists) => ({ $exists }));
const size = fc.integer({ min: 0, max: 3 }).map(($size) => ({ $size }));
const negated = (operator: fc.Arbitrary<object>) =>
  fc.oneof(
    operator,
    operator.map(($not) => ({ $not })),
  );
const on = (paths: string[], condition: fc.Arbitrary<unknown>) =>
  fc.tuple(fc.constantFrom(...paths), condition).map(([path, wanted]) => ({ [path]: wanted }));

const leaf = fc.oneof(
  on(
    ['a', 'list', 'n', 'nested', 'scalars'],
    fc.oneof(anyValue, negated(fc.oneof(comparison(scalar), presence, size))),
  ),
  on(['nested.b', 'nested.b.c', 'n.b'], fc.oneof(listFree, negated(fc.oneof(comparison(scalar), presence)))),
  on(
    ['rows.b', 'rows.c', 'rows.1.b', 'scalars.0', 'rows.d.b', 'rows.d.b.c'],
    fc.oneof(nonNull, negated(comparison(nonNull))),
  ),
  on(
    ['list', 'scalars'],
    fc.array(nonNull, { maxLength: 2 }).map(($all) => ({ $all })),
  ),
  on(
    ['scalars'],
    comparison(scalar).map(($elemMatch) => ({ $elemMatch })),
  ),
  on(
    ['rows'],
    on(['b', 'c'], comparison(nonNull)).map(($elemMatch) => ({ $elemMatch })),
  ),
);

/** Filters of the declared subset, where mingo and MongoDB agree; `matches.test.ts` names the rest one by one. */
export const filter = fc.letrec((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    leaf,
    on(['$and', '$or', '$nor'], fc.array(tie('filter'), { minLength: 1, maxLength: 3 })),
  ),
})).filter as fc.Arbitrary<Record<string, unknown>>;

const amount = fc.integer({ min: -3, max: 3 });
const one = (operator: string, paths: string[], operand: fc.Arbitrary<unknown>) =>
  fc
    .tuple(fc.constantFrom(...paths), operand)
    .map(([path, value]) => ({ operator, path, value, root: path.split('.')[0] }));
const each = fc.array(anyValue, { minLength: 1, maxLength: 3 }).map(($each) => ({ $each }));
const slice = fc.tuple(each, fc.integer({ min: -3, max: 3 })).map(([part, $slice]) => ({ ...part, $slice }));

const step = fc.oneof(
  one('$set', ['a', 'n', 'nested', 'nested.b', 'nested.b.c', 'fresh.x.y', 'list.0', 'rows.0.b'], anyValue),
  one('$unset', ['a', 'nested.b', 'nested.b.c', 'list.1', 'rows.0.b', 'fresh.x'], fc.constant('')),
  one('$inc', ['n', 'fresh', 'fresh.x'], amount),
  one('$mul', ['n', 'fresh'], fc.integer({ min: 1, max: 3 })),
  one('$min', ['n', 'fresh'], amount),
  one('$max', ['n', 'fresh'], amount),
  one('$push', ['list', 'scalars', 'nested.b', 'fresh', 'fresh.x'], fc.oneof(scalar, each)),
  one('$push', ['list', 'scalars'], slice),
  one(
    '$addToSet',
    ['set', 'nested.b', 'fresh', 'fresh.x'],
    fc.oneof(
      scalar,
      nonEmptySet.map(($each) => ({ $each })),
    ),
  ),
  one('$pull', ['scalars', 'fresh'], fc.oneof(nonNull, comparison(nonNull))),
  one('$pull', ['rows'], fc.oneof(on(['b', 'c'], comparison(nonNull)), on(['b', 'c'], nonNull))),
);

/** Updates of one to three operators on different fields; some do not fit some documents. */
export const update = fc
  .uniqueArray(step, { minLength: 1, maxLength: 3, selector: ({ root }) => root })
  .map((steps) => {
    const result: Record<string, Record<string, unknown>> = {};
    for (const { operator, path, value } of steps) result[operator] = { ...result[operator], [path]: value };
    return result;
  });
