import type { RouteName } from '@sagacity/contracts';
import type { Entity, Stored } from '@sagacity/platform/store/port';
import type { z } from 'zod';
import type { AuditActions } from './audit/define-actions.ts';
import type { Ctx, Handlers } from './context.ts';
import type { HealthCheck } from './health/index.ts';
import type { JobKind } from './jobs/job-kind.ts';
import type { Schedule } from './schedules/schedule.ts';
import type { DoorServices, Services } from './services.ts';

/**
 * One feature, whole: what is declared here is created, served, worked, checked, recorded and documented without another file naming it.
 * Its routes are in `packages/contracts/src/api/<feature>.ts`, where the web app reads them too.
 */
export interface Feature<N extends RouteName = never> {
  readonly name: string;
  /** Documents it keeps. `sagacity store copy` takes them along. */
  readonly entities?: readonly Omit<Entity<Stored>, 'schema'>[];
  /** One for each of its routes, save those that need the door itself (cookies). */
  readonly handlers?: (services: DoorServices) => Pick<Handlers, N>;
  /** Streams of events people may follow: `<kind>:<id>`. Each throws NOT_FOUND when the actor may not follow this one. */
  readonly streams?: Readonly<Record<string, (ctx: Ctx, id: string) => Promise<unknown>>>;
  /** Work of its own queue, in every process that works. */
  readonly jobs?: readonly JobKind<Services>[];
  /** Work that one process of all does again and again. */
  readonly schedules?: (ctx: Services & Ctx) => readonly Schedule[];
  /** Components of health besides the ports, in every process. */
  readonly checks?: (services: Services) => readonly HealthCheck[];
  /** Its sections of the configuration, made by `defineSections`. */
  readonly config?: { readonly shape: z.ZodRawShape };
  readonly audit?: AuditActions;
  /** Routes that write no entry although they are no GET, and why. */
  readonly unaudited?: Readonly<Partial<Record<RouteName, string>>>;
}

export const defineFeature = <N extends RouteName = never>(feature: Feature<N>): Feature<N> => feature;
