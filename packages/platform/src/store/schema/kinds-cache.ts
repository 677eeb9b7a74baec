import type { Entity, Stored } from '../port.ts';
import { type ScalarKind, scalarKinds } from './scalar-kinds.ts';

/** `scalarKinds` of one entity, worked out once per path. Paths are written in code, so the cache stays small. */
export function kindsCache<T extends Stored>(entity: Entity<T>) {
  const known = new Map<string, ReadonlySet<ScalarKind> | null>();
  return (path: readonly string[]): ReadonlySet<ScalarKind> | null => {
    const key = path.join('.');
    let kinds = known.get(key);
    if (kinds === undefined) {
      kinds = scalarKinds(entity.schema, path);
      known.set(key, kinds);
    }
    return kinds;
  };
}
