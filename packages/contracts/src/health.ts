import { z } from 'zod';

export const componentHealthSchema = z.object({
  name: z.string(),
  status: z.enum(['ok', 'degraded', 'down']),
  latencyMs: z.number().nullable(),
  /** How long ago it was checked. */
  ageMs: z.number(),
  detail: z.string().nullable(),
  /** Since when it has this status. */
  since: z.iso.datetime(),
});
export const healthReplySchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  role: z.string(),
  uptimeMs: z.number(),
  components: z.array(componentHealthSchema),
});
export type HealthReply = z.infer<typeof healthReplySchema>;
export const liveReplySchema = z.object({ status: z.literal('ok') });
