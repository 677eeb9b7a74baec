import type { z } from 'zod';

const mostNamed = 5;

/** Where something does not fit its schema, without what stands there. */
export const faultsOf = (error: z.ZodError): string[] =>
  error.issues.slice(0, mostNamed).map(({ path, code }) => `${path.join('.')}: ${code}`);
