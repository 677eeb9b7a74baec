import { AppError } from '@sagacity/kernel';
import type { z } from 'zod';

/** The input as the schema reads it. Throws VALIDATION_FAILED with `details.issues` (`path`, `message`). */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const text = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  throw new AppError('VALIDATION_FAILED', `the input is not valid: ${text}`, { issues });
}
