import type { RouteName } from '@sagacity/contracts';
import type { Ctx, RouteRequest, RouteResult } from '@sagacity/features/context';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A handler that also needs the door: cookies, a status other than 200. Every feature's `Handler` is one. */
export type DoorHandler<N extends RouteName> = (
  ctx: Ctx,
  request: RouteRequest<N>,
  door: { readonly request: FastifyRequest; readonly reply: FastifyReply },
) => Promise<RouteResult<N>> | RouteResult<N>;

export type DoorHandlers = { readonly [N in RouteName]: DoorHandler<N> };
