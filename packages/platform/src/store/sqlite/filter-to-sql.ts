import { typeRank } from '../query/bson-order.ts';
import type { Condition, FieldPath } from '../query/parse-filter.ts';
import { tagScalar } from '../query/tagged-json.ts';
import type { ScalarKind } from '../schema/scalar-kinds.ts';
import { fieldExpression } from './field-expression.ts';

export interface SqlFilter {
  readonly sql: string;
  readonly values: readonly (string | number)[];
  /** True when it selects exactly what the filter means; else a superset that the matcher sifts. */
  readonly exact: boolean;
}

export type KindsOf = (path: FieldPath) => ReadonlySet<ScalarKind> | null;

const everything: SqlFilter = { sql: '1', values: [], exact: false };

/** As much of the filter as SQL can answer: never less than the filter selects. */
export function filterToSql(condition: Condition, kindsOf: KindsOf): SqlFilter {
  switch (condition.kind) {
    case 'and':
      return join(
        condition.parts.map((part) => filterToSql(part, kindsOf)),
        'AND',
        '1',
      );
    case 'or': {
      const parts = condition.parts.map((part) => filterToSql(part, kindsOf));
      return parts.includes(everything) ? everything : join(parts, 'OR', '0');
    }
    case 'not': {
      const part = filterToSql(condition.part, kindsOf);
      return part.exact ? { ...part, sql: `(${part.sql}) IS NOT TRUE` } : everything;
    }
    case 'size':
    case 'elemMatch':
      return everything;
    default:
      return fieldToSql(condition, kindsOf);
  }
}

function join(parts: readonly SqlFilter[], by: 'AND' | 'OR', empty: string): SqlFilter {
  const said = parts.filter((part) => part !== everything);
  return {
    sql: said.length === 0 ? empty : said.map((part) => `(${part.sql})`).join(` ${by} `),
    values: said.flatMap((part) => part.values),
    exact: parts.every((part) => part.exact),
  };
}

type FieldCondition = Exclude<Condition, { kind: 'and' | 'or' | 'not' | 'size' | 'elemMatch' }>;
const signs = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function fieldToSql(condition: FieldCondition, kindsOf: KindsOf): SqlFilter {
  const kinds = kindsOf(condition.path);
  const field = fieldExpression(condition.path);
  if (!kinds || !field) return everything;
  if (condition.kind === 'exists')
    return { sql: `${fieldExpression(condition.path, 'json_type')} IS NOT NULL`, values: [], exact: true };
  if (condition.kind === 'in') {
    const parts = condition.values.map((value) => comparable(value, kinds));
    if (parts.some((part) => part === undefined)) return everything;
    const values = parts.filter((part) => part !== null && part !== undefined);
    const within = `${field} IN (${values.map(() => '?').join()})`;
    return { sql: parts.includes(null) ? `${within} OR ${field} IS NULL` : within, values, exact: true };
  }
  const value = comparable(condition.value, kinds);
  if (value === undefined) return everything;
  if (value !== null) return { sql: `${field} ${signs[condition.kind]} ?`, values: [value], exact: true };
  const matchesNull = condition.kind === 'eq' || condition.kind === 'gte' || condition.kind === 'lte';
  return { sql: matchesNull ? `${field} IS NULL` : '0', values: [], exact: true };
}

const kindOfRank: Readonly<Record<number, ScalarKind>> = {
  0: 'null',
  1: 'number',
  2: 'string',
  6: 'boolean',
  7: 'date',
};

/** The SQL value, null for null; undefined when the field may hold another type too, which SQL would compare across types. */
function comparable(value: unknown, kinds: ReadonlySet<ScalarKind>): string | number | null | undefined {
  const kind = kindOfRank[typeRank(value)];
  if (kind === 'null') return null;
  const others = [...kinds].filter((other) => other !== 'null' && other !== kind);
  if (!kind || others.length > 0) return undefined;
  return kind === 'boolean' ? Number(value) : (tagScalar(value) as string | number);
}
