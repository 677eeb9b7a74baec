import type { Store } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import { auditEntries } from './documents.ts';

export type AuditCtx = Pick<Ctx, 'actor' | 'requestId' | 'address' | 'clock' | 'newId'> & {
  readonly store: Pick<Store, 'collection'>;
};

/** Appends who did what to which thing. Pass a transaction as `store` to write it with the change or not at all. No secrets in `details`. */
export async function record(
  ctx: AuditCtx,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const nowMs = ctx.clock.now();
  await ctx.store.collection(auditEntries).insertOne({
    _id: ctx.newId('aud'),
    at: new Date(nowMs),
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    action,
    subject,
    details,
    requestId: ctx.requestId,
    address: ctx.address,
  });
}
