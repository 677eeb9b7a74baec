import { z } from 'zod';
import type { Role } from '../accounts.ts';
import { cursorSchema, idSchema } from '../inputs.ts';

/** `public`: nobody signed in · `session`: anybody signed in, also with a one-time password · a role: at least that role. */
export type Policy = 'public' | 'session' | Role;

export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly policy: Policy;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Largest body, where it is not `bodyBytes`; the configuration may allow less. */
  readonly maxBodyBytes?: number;
  readonly reply: z.ZodType;
  /** Content type when the reply is not JSON. */
  readonly produces?: string;
}
/** The routes of one feature, by name. */
export type RouteTable = Readonly<Record<string, RouteContract>>;

export const done = z.object({ ok: z.literal(true) });
export const byId = z.object({ id: idSchema });
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: cursorSchema.optional(),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
