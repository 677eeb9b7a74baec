import { narrowDocument } from '../query/narrow-document.ts';
import type { FieldPath } from '../query/parse-filter.ts';
import { parseTagged } from '../query/tagged-json.ts';
import { fieldExpression } from './field-expression.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a statement selects of a row, and the document in it. */
export interface DocumentColumns {
  readonly sql: string;
  read(row: Row): unknown;
  /** The document of a row whose whole document was read. */
  narrow(document: unknown): unknown;
}

const readWhole = (row: Row): unknown => parseTagged(row.doc as string);
const whole: DocumentColumns = { sql: 'doc', read: readWhole, narrow: (document) => document };

/** Columns for whole documents, or for the parts at these paths, so that the rest is neither copied out of SQLite nor parsed. */
export function documentColumns(paths: readonly FieldPath[] | null): DocumentColumns {
  if (paths === null) return whole;
  const narrow = (document: unknown) => narrowDocument(document, paths);
  const around = [...new Set(paths.flatMap(parentsOf))].map((parent) => parent.split('.'));
  const values = paths.map((path) => jsonPath(path));
  const types = [...paths, ...around].map((path) => fieldExpression(path, 'json_type'));
  if (paths.length < 2 || types.includes(null))
    return { sql: 'doc', read: (row) => narrow(readWhole(row)), narrow };
  const present = types.map((type, i) => `(${type} ${i < paths.length ? 'IS NOT NULL' : "IS 'object'"})`);
  return {
    sql: `json_extract(doc,${values.join()}) AS doc, ${present.join('||')} AS present`,
    read: ({ doc, present }) =>
      assemble(paths, around, parseTagged(doc as string) as unknown[], present as string),
    narrow,
  };
}

const parentsOf = (path: FieldPath): string[] =>
  path.slice(0, -1).map((_, depth) => path.slice(0, depth + 1).join('.'));

const jsonPath = (path: FieldPath): string => `'$${path.map((segment) => `."${segment}"`).join('')}'`;

/** `present` has a digit for each path and for each document on the way to one, outer ones first. */
function assemble(
  paths: readonly FieldPath[],
  around: readonly FieldPath[],
  values: readonly unknown[],
  present: string,
): unknown {
  const result: Record<string, unknown> = {};
  const put = (path: FieldPath, value: unknown) => {
    const parent = path.slice(0, -1).reduce((at, segment) => at[segment] as typeof result, result);
    parent[path.at(-1)!] = value;
  };
  for (const [i, path] of around.entries()) if (present[paths.length + i] === '1') put(path, {});
  for (const [i, path] of paths.entries()) if (present[i] === '1') put(path, values[i]);
  return result;
}
