import { AppError } from '@sagacity/kernel';
import type { Entity, Stored } from '@sagacity/platform/store/port';
import type { AuditActions } from './audit/define-actions.ts';
import { actAs, type Ctx, type Handlers, scheduleActor } from './context.ts';
import type { Feature } from './define-feature.ts';
import type { HealthCheck } from './health/index.ts';
import { features } from './index.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Schedule } from './schedules/schedule.ts';
import type { DoorServices, Services } from './services.ts';

const all: readonly Feature[] = features;

type RouteOf<F> = F extends Feature<infer N> ? N : never;
/** The routes that features answer. Those that need the door itself are in the server, whose table must be whole to compile. */
export type FeatureHandlers = Pick<Handlers, RouteOf<(typeof features)[number]>>;

/** Everything the program keeps; hand to `store.ensure`. */
export const entities = all.flatMap((one) => one.entities ?? []) as unknown as readonly Entity<Stored>[]; // schemas are invariant in their document type
export const jobKinds: readonly JobKind<Services>[] = all.flatMap((one) => one.jobs ?? []);
export const auditActions: AuditActions = Object.assign({}, ...all.map((one) => one.audit));
/** Why a route that is no GET writes no entry, by its name. */
export const unaudited: Readonly<Record<string, string>> = Object.assign(
  {},
  ...all.map((one) => one.unaudited),
);

export const openHandlers = (services: DoorServices): FeatureHandlers =>
  Object.assign({}, ...all.map((one) => one.handlers?.(services)));
export const listSchedules = (services: Services): readonly Schedule[] =>
  all.flatMap((one) => one.schedules?.({ ...services, ...actAs(services, scheduleActor(one.name)) }) ?? []);
export const listChecks = (services: Services): readonly HealthCheck[] =>
  all.flatMap((one) => one.checks?.(services) ?? []);

/** Throws NOT_FOUND for a stream the actor may not follow, and for one of no feature. */
export async function authoriseStream(ctx: Ctx, stream: string): Promise<void> {
  const [kind = '', id = ''] = stream.split(/:(.*)/s);
  const authorise = all.find((one) => one.streams && Object.hasOwn(one.streams, kind))?.streams?.[kind];
  if (!authorise) throw new AppError('NOT_FOUND', `stream ${stream} does not exist or is not yours`);
  await authorise(ctx, id);
}
