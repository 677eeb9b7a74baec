import type { Entity, Stored } from '../port.ts';
import { readVersion, versionField, versionOf } from '../schema/document-version.ts';
import { partPaths } from '../schema/part-paths.ts';
import { narrowDocument } from './narrow-document.ts';
import type { FieldPath } from './parse-filter.ts';

/** Reads documents as they are stored: whole, or narrowed to paths; of a filter, or of some ids. */
export type ReadStored = (
  paths: readonly FieldPath[] | null,
  ids?: readonly string[],
) => Promise<readonly Stored[]>;

/**
 * What was found, as this version of its entity reads it. What an earlier version lacks may follow from any of its fields, so narrowed
 * documents of earlier versions are read once more as a whole; one that is gone by then is not found.
 */
export async function readFound<T extends Stored>(
  entity: Entity<T>,
  fields: readonly string[] | undefined,
  read: ReadStored,
): Promise<T[]> {
  const paths = fields ? partPaths(entity.schema, fields) : null;
  if (entity.version === 1) return (await read(paths)) as T[];
  if (paths === null) return (await read(null)).map((stored) => readVersion(entity, stored));
  const found = await read([...paths, [versionField]]);
  const earlier = found.filter((stored) => versionOf(stored) < entity.version).map(({ _id }) => _id);
  const whole = earlier.length === 0 ? [] : await read(null, earlier);
  const wholeOf = new Map(whole.map((stored) => [stored._id, readVersion(entity, stored)]));
  return found.flatMap((stored) => {
    const document = versionOf(stored) < entity.version ? wholeOf.get(stored._id) : stored;
    return document ? [narrowDocument(document, paths) as T] : [];
  });
}
