import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';
import { actorKinds } from '../context.ts';

const auditEntrySchema = z.object({
  _id: z.string(),
  at: z.date(),
  /** Not in entries of versions that did not know it. */
  actorKind: z.enum(actorKinds).optional(),
  actorId: z.string(),
  /** Of a command, the host's user. */
  actorName: z.string(),
  /** Of the table of actions: `account-created`. */
  action: z.string(),
  /** What it was done to: `account:acc_…`. */
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  address: z.string().nullable(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** Append-only: nothing in the program changes or removes an entry. */
export const auditEntries = defineEntity<AuditEntry>({
  name: 'audit_entries',
  schema: auditEntrySchema,
  indexes: [{ keys: { at: -1 } }, { keys: { actorId: 1, at: -1 } }, { keys: { subject: 1, at: -1 } }],
});
