import { type api, hasRole, type Role, type RouteName, type RouteReply } from '@sagacity/contracts';
import { AppError, type Clock, newId } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { Store } from '@sagacity/platform/store/port';
import type { z } from 'zod';

/** `token` and `agent` act nowhere yet; whoever makes them act adds the function below that makes such an actor. */
export const actorKinds = ['account', 'token', 'command', 'schedule', 'job', 'agent', 'nobody'] as const;

/** Who acts. */
export interface Actor {
  readonly kind: (typeof actorKinds)[number];
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The sign-in an account acts through; null for all others. */
  readonly sessionId: string | null;
  /** The host's user, of a command only. */
  readonly hostUser?: string;
}

/**
 * What every verb gets first. A verb reads `verb(ctx, input)` and does four things in this order: authorise (`requireRole` or
 * ownership), parse, act, audit. A feature that needs more ports takes `Ctx & ItsServices`.
 */
export interface Ctx {
  readonly actor: Actor;
  readonly requestId: string;
  /** Address of the client; null when there is none. */
  readonly address: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  /** A new sortable id with the prefix, `run_01kb…`. */
  readonly newId: (prefix: string) => string;
}

const system = { id: 'system', name: 'system', role: 'admin', sessionId: null } as const;
/** A command that `hostUser` gave on the host, the start of the server included. */
export const command = (hostUser: string): Actor => ({ ...system, kind: 'command', hostUser });
export const scheduleActor = (name: string): Actor => ({ ...system, kind: 'schedule', name });
export const jobActor = (kind: string): Actor => ({ ...system, kind: 'job', name: kind });
/** Nobody signed in: what public routes act as. */
export const nobody: Actor = {
  kind: 'nobody',
  id: 'nobody',
  name: 'nobody',
  role: 'viewer',
  sessionId: null,
};

/** The context of what no request asked for. */
export const actAs = ({ clock, log, store }: Pick<Ctx, 'clock' | 'log' | 'store'>, actor: Actor): Ctx => ({
  actor,
  requestId: newId(actor.kind === 'command' ? 'cmd' : actor.kind),
  address: null,
  clock,
  log,
  store,
  newId: (prefix) => newId(prefix),
});

/** Throws FORBIDDEN when the actor's role is below `role`. */
export function requireRole({ actor }: Pick<Ctx, 'actor'>, role: Role): void {
  if (!hasRole(actor.role, role))
    throw new AppError('FORBIDDEN', `this needs the role ${role}; ${actor.name} is ${actor.role}`, { role });
}

type Parsed<N extends RouteName, K extends string> =
  (typeof api)[N] extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;

/** What a handler gets, parsed by the route's schemas; `undefined` where the route declares none. */
export interface RouteRequest<N extends RouteName> {
  readonly params: Parsed<N, 'params'>;
  readonly query: Parsed<N, 'query'>;
  readonly body: Parsed<N, 'body'>;
}

/** The answer of a route that `produces` a file. */
export interface FileReply {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

export type RouteResult<N extends RouteName> = (typeof api)[N] extends { produces: string }
  ? FileReply
  : RouteReply<N>;
export type Handler<N extends RouteName> = (
  ctx: Ctx,
  request: RouteRequest<N>,
) => Promise<RouteResult<N>> | RouteResult<N>;
/** A feature's part of the table: `Pick<Handlers, 'getRun' | …>`. */
export type Handlers = { readonly [N in RouteName]: Handler<N> };
