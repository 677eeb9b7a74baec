import { copy } from './apply-update.ts';
import type { Condition, Equality } from './parse-filter.ts';
import { rejected } from './unsupported.ts';
import { writePath } from './write-path.ts';

/** The document an upsert starts from: what the filter demands by equality (also through `$and`, a lone `$or` branch, a lone `$all`). */
export function upsertBase(condition: Condition): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const { path, value } of equalities(condition))
    writePath(document, path, (old) => {
      if (old !== undefined) throw rejected('the filter demands two values of it', path.join('.'));
      return copy(value);
    });
  return document;
}

/** Fields a filter demands by equality, in its order. */
export function equalities(condition: Condition): Equality[] {
  if (condition.kind === 'eq') return [condition];
  const conjunction = condition.kind === 'and' || (condition.kind === 'or' && condition.parts.length === 1);
  return conjunction ? condition.parts.flatMap(equalities) : [];
}
