import { accountsFeature } from './accounts/index.ts';
import { auditFeature } from './audit/index.ts';
import { instrumentsFeature } from './instruments/index.ts';
import { keysFeature } from './keys/index.ts';
import { runsFeature } from './runs/index.ts';
import { schedulesFeature } from './schedules/index.ts';
import { settingsFeature } from './settings/index.ts';

/** Every feature of the program. What the program does with them is derived in `declared.ts`. */
export const features = [
  accountsFeature,
  auditFeature,
  settingsFeature,
  runsFeature,
  instrumentsFeature,
  keysFeature,
  schedulesFeature,
] as const;
