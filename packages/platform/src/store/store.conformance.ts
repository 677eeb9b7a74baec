import { isAppError } from '@sagacity/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Collection, defineEntity, type Store } from './port.ts';
import { queryConformance } from './query.conformance.ts';
import { versionsConformance } from './versions.conformance.ts';

const users = defineEntity({
  name: 'conformance_users',
  schema: z.object({
    _id: z.string(),
    email: z.string(),
    tenant: z.string().nullable().default(null),
    phone: z.string().optional(),
    at: z.date().optional(),
    photo: z.instanceof(Uint8Array).optional(),
    tags: z.array(z.string()).optional(),
  }),
  indexes: [
    { keys: { tenant: 1, email: 1 }, unique: true },
    { keys: { phone: 1 }, unique: true, sparse: true },
    { keys: { at: -1 } },
    { keys: { tags: 1 } },
  ],
});
const jobs = defineEntity({
  name: 'conformance_jobs',
  schema: z.object({
    _id: z.string(),
    state: z.enum(['queued', 'claimed']),
    n: z.number(),
    by: z.string().optional(),
  }),
  indexes: [{ keys: { state: 1, n: 1 } }],
});
const passes = defineEntity({
  name: 'conformance_passes',
  schema: z.object({ _id: z.string(), at: z.date().optional() }),
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: 60 }],
});

export interface StoreUnderTest {
  readonly store: Store;
  close(): Promise<void>;
  /** How long the engine may take to remove what has expired. */
  readonly expiryWithinMs: number;
  /** False for an engine that answers several of racing upserts as the one that inserted, though it inserted once. */
  readonly namesTheInserter: boolean;
}

/** What every `Store` adapter promises. Each must pass it unchanged. */
export function storeConformance(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} store`, () => {
    let subject: StoreUnderTest;
    let store: Store;
    let user: Collection<z.infer<typeof users.schema>>;
    let job: Collection<z.infer<typeof jobs.schema>>;

    beforeAll(async () => {
      subject = await open();
      store = subject.store;
      await Promise.all([store.ensure([users, jobs, passes]), store.ensure([users, jobs, passes])]);
      user = store.collection(users);
      job = store.collection(jobs);
    });
    beforeEach(async () => {
      await user.deleteMany({});
      await job.deleteMany({});
    });
    afterAll(() => subject?.close());

    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ _id: `j${n}`, state: 'queued' as const, n }));

    it('gives back dates, bytes, nulls and missing fields as they were', async () => {
      const photo = new Uint8Array([0, 128, 255]);
      const stored = { _id: 'u1', email: 'a', tenant: null, at: new Date(1234), photo, phone: undefined };
      await user.insertOne(stored);
      const found = await user.findOne({ at: new Date(1234) });
      expect(found).toEqual({ ...stored, photo: expect.any(Uint8Array) });
      expect([...(found?.photo ?? [])]).toEqual([...photo]);
      expect(found).not.toHaveProperty('phone');
    });

    it('names the fields of a duplicate key', async () => {
      await user.insertOne({ _id: 'u1', email: 'a', tenant: 't', phone: '1' });
      const fields = async (work: Promise<unknown>) =>
        work.catch((error) => (isAppError(error, 'DUPLICATE_KEY') ? error.details.fields : error));
      expect(await fields(user.insertOne({ _id: 'u1', email: 'b', tenant: 't' }))).toEqual(['_id']);
      expect(await fields(user.insertOne({ _id: 'u2', email: 'a', tenant: 't' }))).toEqual([
        'tenant',
        'email',
      ]);
      expect(await fields(user.insertOne({ _id: 'u2', email: 'b', tenant: 't', phone: '1' }))).toEqual([
        'phone',
      ]);
      await user.insertOne({ _id: 'u3', email: 'c', tenant: 't' });
      expect(await fields(user.updateOne({ _id: 'u3' }, { $set: { phone: '1' } }))).toEqual(['phone']);
      expect(await fields(user.findOneAndUpdate({ _id: 'u3' }, { $set: { email: 'a' } }))).toEqual([
        'tenant',
        'email',
      ]);
    });

    it('takes nulls for equal in a unique index, and leaves out what a sparse one does not cover', async () => {
      await user.insertOne({ _id: 'u1', email: 'a', tenant: null });
      await expect(user.insertOne({ _id: 'u2', email: 'a', tenant: null })).rejects.toMatchObject({
        code: 'DUPLICATE_KEY',
        details: { fields: ['tenant', 'email'] },
      });
      await user.insertOne({ _id: 'u2', email: 'b', tenant: null });
      expect(await user.count({ phone: { $exists: false } })).toBe(2);
    });

    it('refuses a document that breaks the schema', async () => {
      await expect(user.insertOne({ _id: 'u1' } as never)).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      expect(await user.count({})).toBe(0);
    });

    it('inserts many or none', async () => {
      await job.insertOne({ _id: 'j2', state: 'queued', n: 0 });
      await expect(job.insertMany(rows(4))).rejects.toMatchObject({ code: 'DUPLICATE_KEY' });
      expect(await job.count({})).toBe(1);
    });

    it('updates, replaces and deletes, counting what it did', async () => {
      await job.insertMany(rows(5));
      expect(await job.updateOne({ _id: 'j0' }, { $set: { n: 0 } })).toEqual({
        matched: 1,
        modified: 0,
        upsertedId: null,
      });
      expect(await job.updateMany({ n: { $gte: 2 } }, { $inc: { n: 10 } })).toEqual({
        matched: 3,
        modified: 3,
        upsertedId: null,
      });
      expect((await job.find({}, { sort: { n: -1 }, limit: 2, skip: 1 })).map((row) => row.n)).toEqual([
        13, 12,
      ]);
      expect(await job.replaceOne({ _id: 'j1' }, { _id: 'j1', state: 'claimed', n: 7 })).toMatchObject({
        matched: 1,
        modified: 1,
      });
      expect(await job.findOne({ state: 'claimed' })).toEqual({ _id: 'j1', state: 'claimed', n: 7 });
      expect(
        await job.replaceOne({ _id: 'new' }, { _id: 'new', state: 'queued', n: 1 }, { upsert: true }),
      ).toEqual({
        matched: 0,
        modified: 0,
        upsertedId: 'new',
      });
      expect([
        await job.deleteOne({ _id: 'j1' }),
        await job.deleteOne({ _id: 'j1' }),
        await job.deleteMany({ n: { $gt: 10 } }),
      ]).toEqual([1, 0, 3]);
    });

    it('upserts from the equalities of the filter, with an id of its own when none is given', async () => {
      const first = await job.updateOne({ n: 5 }, { $setOnInsert: { state: 'queued' } }, { upsert: true });
      const second = await job.updateOne({ n: 5 }, { $setOnInsert: { state: 'claimed' } }, { upsert: true });
      expect(first).toEqual({ matched: 0, modified: 0, upsertedId: expect.any(String) });
      expect(second).toEqual({ matched: 1, modified: 0, upsertedId: null });
      expect(await job.find({})).toEqual([{ _id: first.upsertedId, n: 5, state: 'queued' }]);
      const options = { upsert: true, returns: 'before' } as const;
      expect(
        await job.findOneAndUpdate({ _id: 'x' }, { $set: { state: 'queued', n: 1 } }, options),
      ).toBeNull();
      expect(await job.findOneAndUpdate({ _id: 'x' }, { $inc: { n: 1 } }, options)).toMatchObject({ n: 1 });
    });

    it('tells a true duplicate from a lost race of upserts', async () => {
      await job.insertMany(rows(1));
      const upsert = (target: typeof job) =>
        target.updateOne({ _id: 'j0', n: 99 }, { $set: { state: 'queued' } }, { upsert: true });
      const duplicate = { code: 'DUPLICATE_KEY', details: { fields: ['_id'] } };
      await expect(upsert(job)).rejects.toMatchObject(duplicate);
      await expect(store.transaction((tx) => upsert(tx.collection(jobs)))).rejects.toMatchObject(duplicate);
    });

    it('lets 20 upserts race for one document and counts each', async () => {
      const race = Array.from({ length: 20 }, () =>
        job.updateOne(
          { _id: 'one' },
          { $inc: { n: 1 }, $setOnInsert: { state: 'queued' } },
          { upsert: true },
        ),
      );
      const results = await Promise.all(race);
      const inserters = results.filter((result) => result.upsertedId !== null).length;
      expect(inserters).toBeGreaterThanOrEqual(1);
      if (subject.namesTheInserter) expect(inserters).toBe(1);
      expect(await job.find({})).toEqual([{ _id: 'one', n: 20, state: 'queued' }]);
    });

    it('gives each of 100 jobs to one of 100 claims, smallest first', async () => {
      await job.insertMany(rows(100));
      const claims = await Promise.all(
        Array.from({ length: 101 }, (_, i) =>
          job.findOneAndUpdate(
            { state: 'queued' },
            { $set: { state: 'claimed', by: `w${i}` } },
            { sort: { n: 1 } },
          ),
        ),
      );
      const claimed = claims.flatMap((claim) => claim?._id ?? []);
      expect(new Set(claimed).size).toBe(100);
      expect(claims.filter((claim) => claim === null)).toHaveLength(1);
      expect(await job.count({ state: 'claimed' })).toBe(100);
    });

    it('pages without a gap or a repeat while documents come and go', async () => {
      await job.insertMany(rows(50).map((row) => ({ ...row, n: row.n % 7 })));
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof job.page>> = await job.page(
          { state: 'queued' },
          { sort: { n: -1 }, limit: 8, after },
        );
        seen.push(...page.items.map((item) => item._id));
        after = page.next;
        await job.insertOne({ _id: `late${seen.length}`, state: 'queued', n: 99 });
        await job.deleteOne({ _id: page.items[0]?._id });
      } while (after);
      expect(seen).toHaveLength(50);
      expect(new Set(seen).size).toBe(50);
      await expect(job.page({}, { sort: { n: 1 }, limit: 1, after: 'forged' })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
    });

    it('pages over dates with some missing, in both directions', async () => {
      await user.insertMany(
        Array.from({ length: 9 }, (_, i) => ({
          _id: `u${i}`,
          email: `${i}`,
          tenant: null,
          ...(i % 3 && { at: new Date(i * 1e11) }),
        })),
      );
      for (const direction of [1, -1] as const) {
        const whole = await user.find({}, { sort: { at: direction, _id: direction } });
        const seen: unknown[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof user.page>> = await user.page(
            {},
            { sort: { at: direction }, limit: 2, after },
          );
          seen.push(...page.items);
          after = page.next;
        } while (after);
        expect(seen).toEqual(whole);
      }
    });

    it('refuses what is outside the declared subset before it writes', async () => {
      await job.insertMany(rows(2));
      const refused = { code: 'UNSUPPORTED_OPERATOR' };
      await expect(job.find({ state: { $regex: 'q' } } as never)).rejects.toMatchObject(refused);
      await expect(job.deleteMany({ $where: 'true' } as never)).rejects.toMatchObject(refused);
      await expect(
        job.updateMany({}, { $set: { n: 5 }, $rename: { n: 'm' } } as never),
      ).rejects.toMatchObject(refused);
      await expect(job.updateMany({}, { n: 5 } as never)).rejects.toMatchObject(refused);
      await expect(job.updateMany({}, { $set: { n: 5 }, $inc: { n: 1 } })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      expect(await job.find({ n: 5 })).toEqual([]);
    });

    it('tells a field that is not there, a null and a part of what is no document apart when it is narrowed', async () => {
      await user.insertMany([
        { _id: 'u1', email: 'a', tenant: null, tags: ['x'], at: new Date(5) },
        { _id: 'u2', email: 'b', tenant: 't' },
      ]);
      const fields = ['tenant', 'tags', 'at'] as const;
      expect(await user.find({}, { fields, sort: { _id: 1 } })).toEqual([
        { _id: 'u1', tenant: null, tags: ['x'], at: new Date(5) },
        { _id: 'u2', tenant: 't' },
      ]);
      expect(await user.findOne({ tags: 'x' }, { fields })).not.toHaveProperty('email');
      expect(await user.findOne({ _id: 'u2' }, { fields: ['_id'] })).toEqual({ _id: 'u2' });
    });

    it('refuses to be narrowed to what the schema does not lead to', async () => {
      const refused = { code: 'UNSUPPORTED_OPERATOR' };
      for (const fields of [['mail'], ['tags.0'], ['email.length'], ['$where'], ['a..b']])
        await expect(user.find({}, { fields: fields as never[] })).rejects.toMatchObject(refused);
    });

    it('refuses an update that does not fit the document', async () => {
      await job.insertMany(rows(1));
      await expect(job.updateOne({}, { $inc: { state: 1 } } as never)).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      await expect(job.updateOne({}, { $push: { n: 1 } })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
    });

    it('commits a transaction as a whole', async () => {
      const answer = await store.transaction(async (tx) => {
        await tx.collection(jobs).insertMany(rows(2));
        await tx.collection(users).insertOne({ _id: 'u1', email: 'a', tenant: null });
        expect(await tx.collection(jobs).count({})).toBe(2);
        expect(await job.count({})).toBe(0);
        return 'done';
      });
      expect([answer, await job.count({}), await user.count({})]).toEqual(['done', 2, 1]);
    });

    it('rolls a transaction back when its work throws, or when a write in it failed unheeded', async () => {
      await job.insertMany(rows(1));
      const broken = store.transaction(async (tx) => {
        await tx.collection(jobs).updateOne({ _id: 'j0' }, { $set: { n: 9 } });
        throw new Error('changed my mind');
      });
      await expect(broken).rejects.toThrow('changed my mind');
      const unheeded = store.transaction(async (tx) => {
        await tx.collection(jobs).updateOne({ _id: 'j0' }, { $set: { n: 9 } });
        await tx
          .collection(jobs)
          .insertOne({ _id: 'j0', state: 'queued', n: 0 })
          .catch(() => undefined);
      });
      await expect(unheeded).rejects.toMatchObject({ code: 'DUPLICATE_KEY' });
      expect(await job.find({})).toEqual(rows(1));
    });

    it('loses no increment to conflicting transactions', async () => {
      await job.insertMany(rows(2));
      const move = () =>
        store.transaction(async (tx) => {
          const from = await tx.collection(jobs).findOne({ _id: 'j0' });
          await tx.collection(jobs).updateOne({ _id: 'j0' }, { $set: { n: (from?.n ?? 0) - 1 } });
          await tx.collection(jobs).updateOne({ _id: 'j1' }, { $inc: { n: 1 } });
        });
      await Promise.all([
        ...Array.from({ length: 12 }, move),
        job.updateOne({ _id: 'j1' }, { $inc: { n: 100 } }),
      ]);
      expect((await job.find({}, { sort: { _id: 1 } })).map((row) => row.n)).toEqual([-12, 113]);
    });

    it('refuses a transaction inside a transaction', async () => {
      const nested = store.transaction(() => store.transaction(async () => 1));
      await expect(nested).rejects.toMatchObject({ code: 'INTERNAL' });
    });

    it('answers a ping', async () => {
      await expect(store.ping(5_000)).resolves.toBeNull();
    });

    it('removes what has expired, and nothing else', { timeout: 150_000 }, async () => {
      const pass = store.collection(passes);
      await pass.insertMany([
        { _id: 'old', at: new Date(Date.now() - 61_000) },
        { _id: 'new', at: new Date() },
        { _id: 'none' },
      ]);
      await vi.waitFor(async () => expect(await pass.findOne({ _id: 'old' })).toBeNull(), {
        timeout: subject.expiryWithinMs,
        interval: 50,
      });
      expect(await pass.count({})).toBe(2);
      await pass.deleteMany({});
    });

    queryConformance(() => store);
    versionsConformance(() => store);
  });
}
