import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type AnyDocument, defineEntity, type Store } from './port.ts';

const name = 'conformance_versions';
const schemaBefore = z.object({
  _id: z.string(),
  given: z.string(),
  family: z.string(),
  n: z.number(),
  note: z.string().optional(),
});
const schemaNow = schemaBefore.extend({
  label: z.string(),
  marks: z.object({ done: z.boolean(), since: z.date().nullable() }),
  color: z.string().optional(),
});
const indexes = [{ keys: { n: 1 } }] as const;
const toNow = ({ given, family }: AnyDocument) => ({
  label: `${given} ${family}`,
  marks: { done: false, since: null },
});
const before = defineEntity({ name, schema: schemaBefore, indexes });
const now = defineEntity({ name, schema: schemaNow, indexes, version: 2, upcast: toNow });
const next = defineEntity({
  name,
  schema: schemaNow.extend({ short: z.string() }),
  indexes,
  version: 3,
  upcast: (stored, from) => (from === 1 ? toNow(stored) : { short: (stored.label as string).slice(0, 1) }),
});
/** The collection with nothing known of it. */
const raw = defineEntity<AnyDocument>({ name, schema: z.looseObject({ _id: z.string() }), indexes: [] });

const old = { _id: 'a', given: 'Ada', family: 'L', n: 1 };
const filled = { ...old, label: 'Ada L', marks: { done: false, since: null } };
const added = { label: 'Countess', marks: { done: true, since: new Date(7) }, color: 'blue' };

/** Two versions of the program write one collection at the same time, as they do while one takes the other's place. */
export function versionsConformance(store: () => Store): void {
  const stored = async () => (await store().collection(raw).find({}))[0];

  beforeAll(() => store().ensure([before]));
  beforeEach(async () => void (await store().collection(before).deleteMany({})));

  it('reads a document of the version before, whole, narrowed, by page and as it changes it', async () => {
    await store().collection(before).insertOne(old);
    const later = store().collection(now);
    expect(await later.find({})).toEqual([filled]);
    expect(await later.findOne({ _id: 'a' }, { fields: ['label', 'marks.done'] })).toEqual({
      _id: 'a',
      label: 'Ada L',
      marks: { done: false },
    });
    const page = await later.page({}, { sort: { n: 1 }, limit: 5, fields: ['label'] });
    expect(page.items).toEqual([{ _id: 'a', n: 1, label: 'Ada L' }]);
    expect(await later.findOneAndUpdate({}, { $inc: { n: 1 } }, { returns: 'before' })).toEqual(filled);
    expect(await later.findOneAndUpdate({}, { $inc: { n: 1 } })).toEqual({ ...filled, n: 3 });
    expect(await later.updateMany({}, { $set: { label: 'mine' } })).toMatchObject({ modified: 1 });
    expect(await later.find({})).toEqual([{ ...filled, n: 3, label: 'mine' }]);
  });

  it('reads through two versions, one step after the other', async () => {
    await store().collection(before).insertOne(old);
    await store()
      .collection(now)
      .insertOne({ ...filled, ...added, _id: 'b' });
    expect(
      await store()
        .collection(next)
        .find({}, { sort: { _id: 1 } }),
    ).toEqual([
      { ...filled, short: 'A' },
      { ...filled, ...added, _id: 'b', short: 'C' },
    ]);
  });

  it('lets the version before read, change and replace a document of the next, of which nothing is lost', async () => {
    const later = store().collection(now);
    await later.insertOne({ ...filled, ...added });
    const earlier = store().collection(before);
    expect(await earlier.findOne({ _id: 'a' })).toMatchObject(old);
    await earlier.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    expect(await earlier.findOneAndUpdate({ n: 2 }, { $set: { note: 'seen' } })).toMatchObject({
      note: 'seen',
    });
    expect(await earlier.replaceOne({ _id: 'a' }, { ...old, given: 'Eve' })).toMatchObject({
      matched: 1,
      modified: 1,
    });
    expect(await later.findOne({})).toEqual({ ...old, given: 'Eve', ...added });
  });

  it('knows what it has written itself, so that a field taken away stays away', async () => {
    const later = store().collection(now);
    await later.updateOne({ _id: 'u' }, { $set: { ...filled, _id: undefined } }, { upsert: true });
    await later.replaceOne({ _id: 'r' }, { ...filled, _id: 'r' }, { upsert: true });
    await later.insertMany([
      { ...filled, _id: 's' },
      { ...filled, _id: 't' },
    ]);
    const third = defineEntity({ ...now, upcast: () => ({ color: 'grey' }) });
    expect((await store().collection(third).find({})).map(({ color }) => color)).toEqual(
      Array(4).fill(undefined),
    );
    await store()
      .collection(next)
      .replaceOne({ _id: 'r' }, { ...filled, _id: 'r', short: 'x' });
    await later.replaceOne({ _id: 'r' }, { ...filled, _id: 'r', n: 5 });
    expect(await store().collection(next).findOne({ _id: 'r' })).toEqual({
      ...filled,
      _id: 'r',
      n: 5,
      short: 'x',
    });
  });

  it('replaces the whole of a document of which any field may be its own', async () => {
    await store()
      .collection(raw)
      .insertOne({ ...old, other: 1 });
    await store().collection(raw).replaceOne({ _id: 'a' }, { _id: 'a', n: 1 });
    expect(await stored()).toEqual({ _id: 'a', n: 1 });
  });

  it('loses nothing of either version, whatever both write in turn', { timeout: 60_000 }, async () => {
    const text = fc.constantFrom('', 'x', 'y');
    const change = fc.oneof(
      fc.record({ by: fc.constant('before' as const), replace: fc.boolean(), given: text }),
      fc.record({ by: fc.constant('now' as const), replace: fc.boolean(), given: text, label: text }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        await store().collection(before).deleteMany({});
        await store().collection(before).insertOne(old);
        let expected: z.infer<typeof schemaNow> = filled;
        let isLabelled = false;
        for (const { by, replace, given, ...own } of changes) {
          const label = 'label' in own ? { label: own.label } : {};
          const document = { ...expected, given, ...label };
          const [earlier, later] = [store().collection(before), store().collection(now)];
          if (by === 'now' && replace) await later.replaceOne({ _id: 'a' }, document);
          else if (by === 'now') await later.updateOne({ _id: 'a' }, { $set: { given, ...label } });
          else if (replace) await earlier.replaceOne({ _id: 'a' }, document);
          else await earlier.updateOne({ _id: 'a' }, { $set: { given } });
          isLabelled ||= by === 'now' && (replace || 'label' in own);
          // A label nobody has written follows from the name.
          expected = isLabelled ? document : { ...document, label: `${given} L` };
          expect([changes, await store().collection(now).findOne({ _id: 'a' })]).toEqual([changes, expected]);
        }
      }),
      { numRuns: 40 },
    );
  });
}
