/** A document's field in SQL. Index and query must spell it alike. Null for a path SQL cannot follow as MongoDB does. */
export function fieldExpression(
  path: readonly string[],
  read: 'json_extract' | 'json_type' = 'json_extract',
) {
  if (path.length === 1 && path[0] === '_id') return read === 'json_extract' ? 'id' : "'text'";
  if (!path.every((segment) => /^[A-Za-z_][A-Za-z0-9_-]*$/.test(segment))) return null;
  return `${read}(doc,'$${path.map((segment) => `."${segment}"`).join('')}')`;
}
