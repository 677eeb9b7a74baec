import { AppError } from '@sagacity/kernel';
import type { Entity, Stored } from '../port.ts';
import { checkValue } from '../query/check-value.ts';

/** The document as the schema reads it. Throws VALIDATION_FAILED with `details.issues`. */
export function checkDocument<T extends Stored>(entity: Entity<T>, document: unknown): T {
  const parsed = entity.schema.safeParse(document);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    const first = issues[0];
    throw new AppError(
      'VALIDATION_FAILED',
      `store ${entity.name}: document refused at "${first?.path}": ${first?.message}`,
      { issues },
    );
  }
  checkValue(parsed.data, entity.name);
  return parsed.data;
}
