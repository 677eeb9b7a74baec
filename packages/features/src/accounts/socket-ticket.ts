import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@sagacity/kernel';
import type { Actor, Ctx } from '../context.ts';
import type { Authenticator } from './authenticator.ts';
import { socketTickets } from './documents.ts';

const ticketLifeMs = 30_000;
const digestOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url');

/** A ticket that opens one WebSocket as the actor, within 30 s. Only its digest is stored. */
export async function issueSocketTicket(ctx: Ctx): Promise<{ ticket: string; expiresAt: string }> {
  if (!ctx.actor.sessionId) throw new AppError('UNAUTHENTICATED', 'a socket ticket needs a session; sign in');
  const ticket = randomBytes(24).toString('base64url');
  const expiresAt = new Date(ctx.clock.now() + ticketLifeMs);
  await ctx.store.collection(socketTickets).insertOne({
    _id: digestOf(ticket),
    accountId: ctx.actor.id,
    sessionId: ctx.actor.sessionId,
    expiresAt,
  });
  return { ticket, expiresAt: expiresAt.toISOString() };
}

/** Takes the ticket and says whose it is. Throws UNAUTHENTICATED when it is unknown, used or too old, SESSION_REVOKED. */
export async function redeemSocketTicket(
  { store, clock, authenticator }: Pick<Ctx, 'store' | 'clock'> & { readonly authenticator: Authenticator },
  ticket: string,
): Promise<Actor> {
  const id = digestOf(ticket);
  const found = await store.collection(socketTickets).findOne({ _id: id });
  const taken = (await store.collection(socketTickets).deleteOne({ _id: id })) === 1;
  if (!found || !taken || found.expiresAt.getTime() <= clock.now())
    throw new AppError('UNAUTHENTICATED', 'this socket ticket is used or too old; get a new one');
  return (await authenticator.authenticate({ store, clock }, found)).actor;
}
