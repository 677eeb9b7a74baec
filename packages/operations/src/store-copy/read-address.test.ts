import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@sagacity/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { readAddress, readEnds } from './read-address.ts';

describe('address of a store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagacity-address-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const embedded = { dataDir: directory, store: { kind: 'sqlite', uri: null } } as const;
  const file = join(directory, 'sagacity.db');

  it('takes a data directory and its database file for one place', () => {
    const place = { kind: 'sqlite', name: `sqlite:${file}`, file, dataDir: directory };
    for (const typed of [`sqlite:${directory}`, `sqlite:${file}`, 'config'])
      expect(readAddress(typed, embedded)).toEqual(place);
  });

  it('names a MongoDB without its password', () => {
    const address = readAddress('mongodb://ada:pw@a:1,b:2/prod?replicaSet=rs0', embedded);
    expect(address).toMatchObject({ kind: 'mongodb', name: 'mongodb://a:1,b:2/prod' });
    expect(JSON.stringify(address)).not.toContain('pw');
  });

  it('takes the address from a file and from the configuration', () => {
    const uri = 'mongodb://ada:pw@a/prod';
    writeFileSync(join(directory, 'uri'), `${uri}\n`);
    const onMongo = { dataDir: directory, store: { kind: 'mongodb', uri: new Secret(uri) } } as const;
    expect(readAddress(`file:${directory}/uri`, embedded).name).toBe('mongodb://a/prod');
    expect(readAddress('config', onMongo).name).toBe('mongodb://a/prod');
  });

  it.each(['', 'data', 'sqlite:', 'mongodb://a', 'mongodb://a/', 'mongodb://a/?x=1', 'file:/nowhere'])(
    'refuses "%s" and says what is accepted',
    (typed) => {
      expect(() => readAddress(typed, embedded)).toThrow(/store copy: .*; give sqlite:</);
    },
  );

  it('refuses a copy onto itself', () => {
    expect(() => readEnds({ from: `sqlite:${directory}`, to: 'config', config: embedded })).toThrow(
      'both source',
    );
  });
});
