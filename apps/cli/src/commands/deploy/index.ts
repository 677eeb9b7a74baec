import type { RegisterCommand } from '../../register-command.ts';
import { deployCheck } from './deploy-check.ts';
import { deployInit } from './deploy-init.ts';

/** The commands of `sagacity deploy`. */
export const deployCommands: readonly RegisterCommand[] = [deployInit, deployCheck];
