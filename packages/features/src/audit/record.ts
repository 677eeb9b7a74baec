import type { Store } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import type { AuditActions, Done } from './define-actions.ts';
import { auditEntries } from './documents.ts';

export type AuditCtx = Pick<Ctx, 'actor' | 'requestId' | 'address' | 'clock' | 'newId'> & {
  readonly store: Pick<Store, 'collection'>;
};

/**
 * Appends who did what to which thing: once for each change, last in its transaction, so that both are there or neither. What the
 * action's schema does not know throws.
 */
export async function record<T extends AuditActions>(
  { actor, store, clock, newId, requestId, address }: AuditCtx,
  actions: T,
  { action, subject, details }: Done<T>,
): Promise<void> {
  const checked = actions[action]?.details.parse(details) as Readonly<Record<string, unknown>>; // each is an object
  await store.collection(auditEntries).insertOne({
    _id: newId('aud'),
    at: new Date(clock.now()),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.hostUser ?? actor.name,
    action,
    subject,
    details: checked,
    requestId,
    address,
  });
}
