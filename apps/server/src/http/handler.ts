import type { RouteName } from '@sagacity/contracts';
import type { Ctx, Handler, RouteRequest, RouteResult } from '@sagacity/features/context';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A handler that also needs the door: cookies, a status other than 200. Every feature's `Handler` is one. */
export type DoorHandler<N extends RouteName> = (
  ctx: Ctx,
  request: RouteRequest<N>,
  door: { readonly request: FastifyRequest; readonly reply: FastifyReply },
) => Promise<RouteResult<N>> | RouteResult<N>;

export type DoorHandlers = { readonly [N in RouteName]: DoorHandler<N> };

/** Routes the server answers itself; features answer the others. */
export type OwnRoute = 'live' | 'ready' | 'health' | 'signIn' | 'refresh' | 'signOut' | 'changePassword';
export type FeatureHandlers = { readonly [N in Exclude<RouteName, OwnRoute>]: Handler<N> };
