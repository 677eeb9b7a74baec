import type { FastifyRequest } from 'fastify';

/** What the server speaks. A client offers `['sagacity', 'ticket.<ticket>']`: a header, so no ticket gets into a log of addresses. */
export const socketProtocol = 'sagacity';
const ticketPrefix = 'ticket.';

/** The ticket a client offered; empty when there is none. */
export function ticketOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.find((name) => name.startsWith(ticketPrefix))?.slice(ticketPrefix.length) ?? '';
}
