import type { Log } from '@sagacity/platform/log/log';
import { dropOldEvents, keepHouse, type RunServices } from '../runs/index.ts';
import type { Schedule } from './schedule.ts';

/** Everything one process of all does on a schedule. */
export const listSchedules = (services: RunServices, log: Log): readonly Schedule[] => [
  keepHouse(services, log),
  dropOldEvents(services),
];
