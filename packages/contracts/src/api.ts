import type { z } from 'zod';
import { accountRoutes } from './api/accounts.ts';
import { healthRoutes } from './api/health.ts';
import { instrumentRoutes } from './api/instruments.ts';
import { runRoutes } from './api/runs.ts';
import { settingsRoutes } from './api/settings.ts';

export type { Policy, RouteContract } from './api/route.ts';

/** Every HTTP route: the server builds its doors from this table, the web app its client. */
export const api = {
  ...healthRoutes,
  ...accountRoutes,
  ...runRoutes,
  ...instrumentRoutes,
  ...settingsRoutes,
} as const;

export type RouteName = keyof typeof api;
type SchemaOf<N extends RouteName, K extends string> =
  (typeof api)[N] extends Record<K, infer S extends z.ZodType> ? S : never;
/** What a caller passes (defaults may be left out) and what it gets. */
export type RouteInput<N extends RouteName, K extends 'params' | 'query' | 'body'> = z.input<SchemaOf<N, K>>;
export type RouteReply<N extends RouteName> = z.output<(typeof api)[N]['reply']>;
