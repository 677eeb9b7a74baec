import type { Order } from '../port.ts';
import { compareValues } from './bson-order.ts';
import { parsePath } from './parse-filter.ts';
import { somePathValue } from './visit-path.ts';

/** Order of two documents by a sort; an array counts with its smallest element ascending, its largest descending. */
export function compareBy(sort: Order): (a: unknown, b: unknown) => number {
  const keys = Object.entries(sort).map(([path, direction]) => ({ path: parsePath(path), direction }));
  return (a, b) => {
    for (const { path, direction } of keys) {
      const order = compareValues(sortKey(a, path, direction), sortKey(b, path, direction)) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

function sortKey(document: unknown, path: readonly string[], direction: 1 | -1): unknown {
  const values: unknown[] = [];
  somePathValue(document, path, (value) => {
    if (Array.isArray(value)) values.push(...value);
    else values.push(value);
    return false;
  });
  return values.reduce(
    (best, value) => (compareValues(value, best) * direction < 0 ? value : best),
    values[0],
  );
}
