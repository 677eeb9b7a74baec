import type { Order } from '../port.ts';
import { parsePath } from '../query/parse-filter.ts';
import { fieldExpression } from './field-expression.ts';
import type { KindsOf } from './filter-to-sql.ts';

/** ` ORDER BY …`, or null when a field may hold lists or several types, which SQL would order differently. */
export function sortToSql(sort: Order, kindsOf: KindsOf): string | null {
  const terms = Object.entries(sort).map(([name, direction]) => {
    const path = parsePath(name);
    const kinds = kindsOf(path);
    const single = kinds && [...kinds].filter((kind) => kind !== 'null').length <= 1;
    const field = single ? fieldExpression(path) : null;
    return field && `${field} ${direction === 1 ? 'ASC' : 'DESC'}`;
  });
  if (terms.includes(null)) return null;
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`;
}
