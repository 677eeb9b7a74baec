import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@sagacity/features/config';
import { entities } from '@sagacity/features/declared';
import { systemClock } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEnds } from './compare-ends.ts';
import { copyStore } from './copy-store.ts';
import { documentOf, fillEnd } from './fill-end.fixture.ts';
import { createEnd, openEnd } from './open-end.ts';
import { planCopy } from './plan-copy.ts';
import { readAddress } from './read-address.ts';
import { rawCollection } from './walk-documents.ts';

const uri = process.env.MONGODB_URI;
if (!uri && process.env.CI) throw new Error('MONGODB_URI is missing: the store copy suite must run in CI');

describe.skipIf(!uri)('store copy through MongoDB (set MONGODB_URI to run)', { timeout: 240_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagacity-copy-'));
  const config = loadConfig({ directory, environment: {} });
  const named = new URL(uri ?? 'mongodb://unused/');
  const database = `copy_${randomBytes(4).toString('hex')}`;
  named.pathname = `/${database}`;
  if (named.username && !named.searchParams.has('authSource')) named.searchParams.set('authSource', 'admin');
  const from = `sqlite:${join(directory, 'from')}`;
  const back = `sqlite:${join(directory, 'back')}`;
  const to = named.href;
  const common = { config, clock: systemClock };
  const open = (address: string) => openEnd(readAddress(address, config), entities);

  beforeAll(async () => {
    const end = await createEnd(readAddress(from, config), entities);
    await fillEnd(end, { documents: 120, instruments: 4, barsEach: 2_600 });
    await end.close();
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    const admin = await MongoClient.connect(to);
    await admin.db(database).dropDatabase();
    await admin.close();
  });

  it('plans, copies there and back, and what comes back is what went', async () => {
    expect(await planCopy({ ...common, from, to })).toMatchObject({ targetState: 'empty' });
    expect(await copyStore({ ...common, from, to })).toMatchObject({
      outcome: 'copied',
      written: { accounts: 120, bars: 10_400 },
    });
    expect(await planCopy({ ...common, from, to })).toMatchObject({ targetState: 'finished' });
    expect(await copyStore({ ...common, from, to })).toMatchObject({ outcome: 'equal' });
    expect(await copyStore({ ...common, from: to, to: back })).toMatchObject({ outcome: 'copied' });
    const [source, target] = [await open(from), await open(back)];
    const ends = { source, target, entities, clock: systemClock, onProgress: () => undefined };
    for (const { name, equal } of await compareEnds(ends)) expect(`${name} ${equal}`).toBe(`${name} true`);
    for (const entity of entities) {
      const all = (end: typeof source) => rawCollection(end.store, entity).find({}, { sort: { _id: 1 } });
      expect(await all(target)).toEqual(await all(source));
    }
    expect(await target.bars.coverage()).toEqual(await source.bars.coverage());
    await Promise.all([source.close(), target.close()]);
  });

  it('refuses to copy a database onto itself under another name of its host, and leaves it as it was', async () => {
    const twice = to.replace(named.host, `${named.host},${named.host}`);
    const before = await planCopy({ ...common, from, to });
    await expect(copyStore({ ...common, from: to, to: twice, overwrite: true })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('are one database'),
    });
    expect(await planCopy({ ...common, from, to })).toEqual(before);
  });

  it('says which collection of a finished copy was changed, and replaces it when asked to', async () => {
    const end = await open(to);
    await end.store.collection(entities[0]!).deleteOne({ _id: documentOf(entities[0]!.name, 3)._id });
    await end.close();
    await expect(copyStore({ ...common, from, to })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { collections: ['accounts'] },
    });
    expect(await copyStore({ ...common, from, to, overwrite: true })).toMatchObject({ outcome: 'copied' });
  });
});
