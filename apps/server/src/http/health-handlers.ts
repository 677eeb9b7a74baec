import type { HealthReply } from '@sagacity/contracts';
import type { Health } from '@sagacity/features/health/index';
import type { FastifyReply } from 'fastify';
import type { DoorHandlers } from './handler.ts';

/** `ready` and `health` answer 503 when a component that is needed is down. */
export const healthHandlers = (health: Health): Pick<DoorHandlers, 'live' | 'ready' | 'health'> => ({
  live: () => ({ status: 'ok' }),
  ready: (_ctx, _input, { reply }) => reportHealth(health, reply),
  health: (_ctx, _input, { reply }) => reportHealth(health, reply),
});

export async function reportHealth(health: Health, reply: FastifyReply): Promise<HealthReply> {
  const found = await health.report();
  reply.code(found.status === 'down' ? 503 : 200).header('cache-control', 'no-store');
  return found;
}
