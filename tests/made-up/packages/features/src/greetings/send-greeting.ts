import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import type { Services } from '../services.ts';
import { greetings } from './documents.ts';

export const greetingActions = defineActions({
  'greeting-sent': { by: ['sendGreeting'], details: z.strictObject({ to: z.string() }) },
});

/** Keeps a greeting; a job delivers it. */
export async function sendGreeting(ctx: Ctx & Pick<Services, 'queue'>, { to }: { readonly to: string }) {
  requireRole(ctx, 'researcher');
  const greeting = { _id: ctx.newId('grt'), to, isDelivered: false };
  await ctx.store.transaction(async (tx) => {
    await tx.collection(greetings).insertOne(greeting);
    const subject = `greeting:${greeting._id}`;
    await record({ ...ctx, store: tx }, greetingActions, {
      action: 'greeting-sent',
      subject,
      details: { to },
    });
  });
  const payload = { greetingId: greeting._id };
  await ctx.queue.enqueue({ queue: 'greetings', id: greeting._id, payload, ownerId: ctx.actor.id });
  return { id: greeting._id, to, isDelivered: false };
}
