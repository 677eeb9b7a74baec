import { existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { loadConfig } from '@sagacity/features/config';
import { copyMarks, findMark } from '@sagacity/features/copies/index';
import { entities } from '@sagacity/features/declared';
import { Secret, systemClock } from '@sagacity/kernel';
import { createCipher } from '@sagacity/platform/crypto/index';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopyStoreOptions } from './copy-options.ts';
import { copyStore } from './copy-store.ts';
import { barsOf, documentOf, fillEnd } from './fill-end.fixture.ts';
import { createEnd, type End } from './open-end.ts';
import { planCopy } from './plan-copy.ts';
import { readAddress } from './read-address.ts';
import { rawCollection } from './walk-documents.ts';

const accounts = entities.find(({ name }) => name === 'accounts')!;
const vendors = entities.find(({ name }) => name === 'model_vendors')!;

describe('store copy between two files', () => {
  let directory: string;
  let options: CopyStoreOptions;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'sagacity-copy-'));
    const config = loadConfig({ directory, environment: {} });
    const from = `sqlite:${join(directory, 'from')}`;
    options = { from, to: `sqlite:${join(directory, 'to', 'copy.db')}`, config, clock: systemClock };
    await within(from, (end) => fillEnd(end, { documents: 60, instruments: 3, barsEach: 9_000 }));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function within<R>(address: string, work: (end: End) => Promise<R>): Promise<R> {
    const end = await createEnd(readAddress(address, loadConfig({ directory, environment: {} })), [
      ...entities,
      copyMarks,
    ]);
    return work(end).finally(() => end.close());
  }
  const insertAccount = (address: string, i: number) =>
    within(address, ({ store }) => rawCollection(store, accounts).insertOne(documentOf('accounts', i)));

  it('copies every document and bar, and hashes agree', async () => {
    const report = await copyStore(options);
    expect(report).toMatchObject({ outcome: 'copied', openRuns: 12, keys: { sealed: 0 } });
    expect(report.compared.map(({ name }) => name)).toEqual([...entities.map(({ name }) => name), 'bars']);
    expect(report.compared.every(({ equal }) => equal)).toBe(true);
    expect(report.written).toMatchObject({ accounts: 60, reports: 60, bars: 27_000 });
    await within(options.to, async ({ store, bars }) => {
      expect(await rawCollection(store, accounts).findOne({ _id: 'accounts_0000007' })).toEqual(
        documentOf('accounts', 7),
      );
      expect(await bars.readBars('US:T1')).toEqual(barsOf(2, 9_000));
    });
  });

  it('finds nothing to do the second time', async () => {
    await copyStore(options);
    expect(await copyStore(options)).toMatchObject({ outcome: 'equal', written: {} });
  });

  it('refuses a target with other data, and replaces it when asked to', async () => {
    await insertAccount(options.to, 900);
    await expect(copyStore(options)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { held: ['accounts 1'] },
    });
    expect(await copyStore({ ...options, overwrite: true })).toMatchObject({ outcome: 'copied' });
  });

  it('replaces a finished copy whose documents have swapped a unique field', async () => {
    await copyStore(options);
    await within(options.to, async ({ store }) => {
      const held = rawCollection(store, accounts);
      const [first, last] = [documentOf('accounts', 0), documentOf('accounts', 59)];
      await held.deleteMany({ _id: { $in: [first._id, last._id] } });
      await held.insertOne({ ...first, nameKey: last.nameKey } as never);
      await held.insertOne({ ...last, nameKey: first.nameKey } as never);
    });
    const report = await copyStore({ ...options, overwrite: true });
    expect(report).toMatchObject({ outcome: 'copied', written: { accounts: 2, bars: 0 } });
  });

  it.each([
    ['symbolic', symlinkSync],
    ['hard', linkSync],
  ])('refuses a target that is a %s link to the source', async (_, link) => {
    const to = join(directory, 'link.db');
    link(join(directory, 'from', 'sagacity.db'), to);
    await expect(copyStore({ ...options, to: `sqlite:${to}`, overwrite: true })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('refuses a source that is itself an unfinished copy', async () => {
    const onward = { ...options, from: options.to, to: `sqlite:${join(directory, 'onward')}` };
    await within(options.from, () => copyStore({ ...options, live: true }));
    await expect(copyStore(onward)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('finish it first'),
    });
    await copyStore(options);
    expect(await copyStore(onward)).toMatchObject({ outcome: 'copied' });
  });

  it('goes on with an overwrite that was stopped, without being asked to overwrite again', async () => {
    await insertAccount(options.to, 900);
    const stopped = new Error('stopped');
    const onProgress: CopyStoreOptions['onProgress'] = () => {
      throw stopped;
    };
    await expect(copyStore({ ...options, overwrite: true, onProgress })).rejects.toBe(stopped);
    expect(await planCopy(options)).toMatchObject({ targetState: 'unfinished' });
    expect(await copyStore(options)).toMatchObject({ outcome: 'copied' });
  });

  it('refuses to undo what was written to a finished copy', async () => {
    await copyStore(options);
    await insertAccount(options.to, 900);
    await expect(copyStore(options)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { collections: ['accounts'] },
    });
  });

  it('goes on with an unfinished copy: adds, replaces, removes, frees unique fields', async () => {
    const watched = { ...options, live: true };
    await within(options.from, async ({ store, bars }) => {
      expect(await copyStore(watched)).toMatchObject({ outcome: 'ahead' });
      const held = rawCollection(store, accounts);
      await held.deleteOne({ _id: 'accounts_0000050' });
      await held.updateOne({ _id: 'accounts_0000001' }, { $set: { nameKey: 'accounts 50', version: 9 } });
      await held.insertOne(documentOf('accounts', 70));
      await bars.removeInstrument('US:T2');
      await bars.upsertBars('US:T1', barsOf(50, 10), 'csv');
    });
    const report = await copyStore(options);
    expect(report).toMatchObject({ outcome: 'copied', written: { accounts: 2, reports: 0, bars: 9_000 } });
  });

  it('refuses a source that another process has open', async () => {
    const server = await openSqliteDatabase(join(directory, 'from', 'sagacity.db'));
    await expect(copyStore(options)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Stop the server'),
    });
    await server.close();
  });

  it.each([
    ['accounts', 'DELETE FROM doc_accounts'],
    ['bars', 'UPDATE bar_coverage SET last_day = last_day + 1'],
  ])('notices what is written to %s after they were compared', async (name, statement) => {
    const file = new DatabaseSync(join(directory, 'from', 'sagacity.db'));
    let last = '';
    const onProgress: CopyStoreOptions['onProgress'] = (progress) => {
      if (last === name) file.exec(statement);
      last = progress.phase === 'verify' ? progress.name : '';
    };
    await expect(copyStore({ ...options, live: true, onProgress })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { collections: [name] },
    });
    file.close();
  });

  it('says which collections changed under the copy', async () => {
    const file = new DatabaseSync(join(directory, 'from', 'sagacity.db'));
    const onProgress: CopyStoreOptions['onProgress'] = ({ name }) => {
      if (name === 'bars') file.exec("DELETE FROM doc_accounts WHERE id = 'accounts_0000003'");
    };
    await expect(copyStore({ ...options, live: true, onProgress })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { collections: ['accounts'] },
    });
    file.close();
    await within(options.to, async ({ store }) => expect((await findMark(store))?.finishedAt).toBeNull());
    expect(await copyStore(options)).toMatchObject({ outcome: 'copied', written: { accounts: 0 } });
  });

  it('copies nothing when the target has another encryption key', async () => {
    const key = new Secret('k'.repeat(40));
    const sealedKey = createCipher(key).seal(new Secret('sk-1'), 'model-vendor:v1');
    await within(options.from, ({ store }) =>
      rawCollection(store, vendors).insertOne({
        ...documentOf('model_vendors', 0),
        _id: 'v1',
        sealedKey,
      } as never),
    );
    const encryptionKeyFile = join(directory, 'target-key');
    writeFileSync(encryptionKeyFile, 'o'.repeat(40));
    await expect(copyStore({ ...options, encryptionKeyFile })).rejects.toMatchObject({
      code: 'SECRET_REJECTED',
      details: { closed: ['model-vendor:v1'] },
    });
    expect(existsSync(join(directory, 'to'))).toBe(false);
    expect((await planCopy(options)).keys).toEqual({ sealed: 1, triedWith: null });
    mkdirSync(join(directory, 'to', 'keys'), { recursive: true });
    writeFileSync(join(directory, 'to', 'keys', 'encryption-key'), `${key.reveal()}\n`);
    const { keys } = await copyStore(options);
    expect(keys).toEqual({ sealed: 1, triedWith: join(directory, 'to', 'keys', 'encryption-key') });
  });

  it('plans without making the target', async () => {
    const plan = await planCopy(options);
    expect(plan).toMatchObject({ targetState: 'empty', sourceInUse: false });
    expect(plan.collections.at(-1)).toEqual({ name: 'bars', source: 27_000, target: 0 });
    expect(existsSync(join(directory, 'to'))).toBe(false);
  });

  it('refuses a source without data', async () => {
    await within(`sqlite:${join(directory, 'empty')}`, async () => undefined);
    const empty = copyStore({ ...options, from: `sqlite:${join(directory, 'empty')}` });
    await expect(empty).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
