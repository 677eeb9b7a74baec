import { Secret } from '@sagacity/kernel';
import { z } from 'zod';

/** Settings of a vendor reached over HTTP. */
export const liveSettings = (baseUrl: string) =>
  z.object({
    apiKey: z.instanceof(Secret).optional(),
    baseUrl: z.url().default(baseUrl),
    timeoutMs: z.number().int().positive().default(10_000),
  });
export type LiveSettings = z.infer<ReturnType<typeof liveSettings>>;
