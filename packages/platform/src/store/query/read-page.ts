import type { Order, Page, Stored } from '../port.ts';
import type { ScalarKind } from '../schema/scalar-kinds.ts';
import { afterCursor, cursorOf, totalSort } from './page-cursor.ts';
import { parsePath } from './parse-filter.ts';

export interface Paging {
  readonly sort: Order;
  readonly limit: number;
  readonly after?: string | null;
  readonly fields?: readonly string[];
}

/** One page by keyset: what follows the cursor's document in the sort, whatever was inserted or removed meanwhile. */
export async function readPage<T extends Stored>(
  find: (filter: unknown, options: Omit<Paging, 'after'>) => Promise<T[]>,
  kindsOf: (path: readonly string[]) => ReadonlySet<ScalarKind> | null,
  filter: unknown,
  { sort, limit, after, fields }: Paging,
): Promise<Page<T>> {
  const order = totalSort(sort);
  const isNullable = (path: string) => kindsOf(parsePath(path))?.has('null') ?? true;
  const rest = after ? { $and: [filter, afterCursor(after, order, isNullable)] } : filter;
  const found = await find(rest, {
    sort: order,
    limit: limit + 1,
    ...(fields && { fields: [...fields, ...Object.keys(order)] }),
  });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? cursorOf(items.at(-1), order) : null };
}
