import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError, Secret } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { readSecretFile } from '@sagacity/platform/config/read-secret-file';
import { databaseOf } from '@sagacity/platform/open/mongodb';

/** Where a store is. `name` holds no password. */
export type Address =
  | { readonly kind: 'sqlite'; readonly name: string; readonly file: string; readonly dataDir: string }
  | { readonly kind: 'mongodb'; readonly name: string; readonly uri: Secret };

type NamedStore = Pick<Config, 'dataDir' | 'store'>;

const forms =
  'sqlite:<data directory or database file>, mongodb://…/<database>, file:<file that holds one of these>, or config';

/**
 * Reads what was typed; `config` is the store the configuration names, `file:` keeps a password off the command line.
 * Throws VALIDATION_FAILED.
 */
export function readAddress(typed: string, config: NamedStore): Address {
  if (typed === 'config')
    return config.store.kind === 'mongodb' && config.store.uri
      ? mongoAddress(config.store.uri.reveal())
      : sqliteAddress(config.dataDir);
  if (typed.startsWith('file:')) {
    const path = typed.slice('file:'.length);
    const read = readSecretFile(path);
    if (read.problem !== undefined) throw refused(`file:${path}`, read.problem);
    if (read.text.startsWith('file:')) throw refused(`file:${path}`, 'the file names another file');
    return readAddress(read.text.trim(), config);
  }
  if (typed.startsWith('sqlite:')) return sqliteAddress(typed.slice('sqlite:'.length));
  if (/^mongodb(\+srv)?:\/\//.test(typed)) return mongoAddress(typed);
  throw refused(typed.split(':')[0] ?? '', 'not an address of a store');
}

/** Both addresses of a copy. Throws VALIDATION_FAILED, also when they are one place. */
export function readEnds({ from, to, config }: { from: string; to: string; config: NamedStore }) {
  const ends = { from: readAddress(from, config), to: readAddress(to, config) };
  if (isOnePlace(ends.from, ends.to))
    throw new AppError('VALIDATION_FAILED', `store copy: ${ends.from.name} is both source and target`);
  return ends;
}

/** As far as names tell; a file is told by what it is, as links give it several. */
function isOnePlace(a: Address, b: Address): boolean {
  if (a.name === b.name) return true;
  if (a.kind !== 'sqlite' || b.kind !== 'sqlite' || !existsSync(a.file) || !existsSync(b.file)) return false;
  const [one, other] = [statSync(a.file), statSync(b.file)];
  return one.dev === other.dev && one.ino === other.ino;
}

function sqliteAddress(path: string): Address {
  if (path === '') throw refused('sqlite:', 'the data directory is missing');
  const isFile = path.endsWith('.db') || (existsSync(path) && statSync(path).isFile());
  const file = resolve(isFile ? path : join(path, 'sagacity.db'));
  return { kind: 'sqlite', name: `sqlite:${file}`, file, dataDir: dirname(file) };
}

function mongoAddress(text: string): Address {
  const hosts = /^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?([^/?]+)\/[^?]/.exec(text);
  if (!hosts) throw refused('mongodb://…', 'the name of the database is missing after the host');
  return { kind: 'mongodb', name: `${hosts[1]}${hosts[2]}/${databaseOf(text)}`, uri: new Secret(text) };
}

const refused = (what: string, why: string) =>
  new AppError('VALIDATION_FAILED', `store copy: ${what}: ${why}; give ${forms}`);
