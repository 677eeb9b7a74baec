import { z } from 'zod';
import { pageOf, type RouteTable } from './route.ts';

const greetingSchema = z.object({ id: z.string(), to: z.string(), isDelivered: z.boolean() });

export const greetingRoutes = {
  sendGreeting: {
    method: 'POST',
    path: '/api/greetings',
    policy: 'researcher',
    summary: 'Send a greeting',
    body: z.strictObject({ to: z.string().min(1).max(60) }),
    reply: greetingSchema,
  },
  listGreetings: {
    method: 'GET',
    path: '/api/greetings',
    policy: 'viewer',
    summary: 'All greetings',
    reply: pageOf(greetingSchema),
  },
} as const satisfies RouteTable;
