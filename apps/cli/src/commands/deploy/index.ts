import type { RegisterCommand } from '../../register-command.ts';
import { deployCheck } from './deploy-check.ts';
import { deployConfig } from './deploy-config.ts';
import { deployDown } from './deploy-down.ts';
import { deployFirewall } from './deploy-firewall.ts';
import { deployInit } from './deploy-init.ts';
import { deployLogs } from './deploy-logs.ts';
import { deployRestart } from './deploy-restart.ts';
import { deployRotate } from './deploy-rotate.ts';
import { deployScale } from './deploy-scale.ts';
import { deployStatus } from './deploy-status.ts';
import { deployUp } from './deploy-up.ts';

/** The commands of `sagacity deploy`. */
export const deployCommands: readonly RegisterCommand[] = [
  deployInit,
  deployCheck,
  deployUp,
  deployStatus,
  deployLogs,
  deployScale,
  deployRestart,
  deployRotate,
  deployDown,
  deployConfig,
  deployFirewall,
];
