import { healthReplySchema, liveReplySchema } from '../health.ts';
import type { RouteTable } from './route.ts';

/** Whether the process lives and works. */
export const healthRoutes = {
  live: {
    method: 'GET',
    path: '/api/health/live',
    policy: 'public',
    summary: 'The process answers',
    reply: liveReplySchema,
  },
  ready: {
    method: 'GET',
    path: '/api/health/ready',
    policy: 'public',
    summary: 'Every component needed to serve answers; 503 when not',
    reply: healthReplySchema,
  },
  health: {
    method: 'GET',
    path: '/api/health',
    policy: 'public',
    summary: 'State of every component; 503 when one that is needed is down',
    reply: healthReplySchema,
  },
} as const satisfies RouteTable;
