import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A stored content: the file `<name>~<sha256>`, so that checksum and content appear with one rename. */
export interface Version {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly writtenNs: bigint;
}

const pattern = /^(.+)~([0-9a-f]{64})$/;

/** One order for all writers: of two puts of a name the later wins, and neither deletes the winner. */
export const isNewer = (a: Version, b: Version): boolean =>
  a.writtenNs === b.writtenNs ? a.sha256 > b.sha256 : a.writtenNs > b.writtenNs;

/** Versions in a directory, of one name or of all; none when the directory does not exist. */
export async function listVersions(directory: string, name?: string): Promise<Version[]> {
  const files = await readdir(directory).catch(missing<string[]>([]));
  const found = files.flatMap((file) => {
    const match = pattern.exec(file);
    const wanted = match && (name === undefined || match[1] === name);
    return wanted ? [{ name: match[1]!, sha256: match[2]!, path: join(directory, file) }] : [];
  });
  const versions = await Promise.all(
    found.map(async (file) => {
      const info = await stat(file.path, { bigint: true }).catch(missing(null));
      return info?.isFile() ? { ...file, bytes: Number(info.size), writtenNs: info.mtimeNs } : null;
    }),
  );
  return versions.filter((version) => version !== null);
}

export const latestMs = (versions: readonly Version[]): number =>
  Math.max(0, ...versions.map(({ writtenNs }) => Number(writtenNs / 1_000_000n)));

/** The newest version of each name. */
export function newestByName(versions: readonly Version[]): Map<string, Version> {
  const newest = new Map<string, Version>();
  for (const version of versions) {
    const known = newest.get(version.name);
    if (!known || isNewer(version, known)) newest.set(version.name, version);
  }
  return newest;
}

/** Turns "no such file" into a value and rethrows the rest. */
export function missing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
    throw error;
  };
}
