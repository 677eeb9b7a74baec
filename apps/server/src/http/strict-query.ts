import { z } from 'zod';

/**
 * The query of a route, or none, with every other key refused: one that is misspelt would leave the rest to answer with more than was
 * asked for. Throws for a schema that is no object.
 */
export function strictQuery(query: z.ZodType = z.object({})): z.ZodType {
  if (!(query instanceof z.ZodObject)) throw new TypeError('the query of a route must be an object');
  return query.strict();
}
